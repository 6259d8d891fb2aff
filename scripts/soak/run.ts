/** A portal that is used for long, by many, and measured as it runs. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { connect, type Db } from "@/db/client";
import type { Settings } from "@/lib/env";
import { changeArticles } from "@/lib/publishing/change";
import { randomFrom } from "@/lib/random";
import { firstAnswer, localAddress } from "@/lib/runtime/answer";
import { CommandError } from "@/lib/runtime/command-error";
import { ensureBuilt } from "@/lib/runtime/next-build";
import { requirePort } from "@/lib/runtime/port";
import { childEnvironment, webProgram, workerProgram } from "@/lib/runtime/programs";
import { type Program, supervise } from "@/lib/runtime/supervisor";
import { client } from "../bench/http";
import { pidListeningOn } from "../bench/memory";
import { benchFolder, filledDatabase, type Say, type Stops } from "../bench/place";
import { type Reading, type Verdict, verdicts } from "./judge";
import { type Count, POPULAR, type Readable, read } from "./readers";
import { boundsOf, reading } from "./readings";

const HOST = "127.0.0.1";
const READERS = 4;
/** Apart from the others, so that they are not the same run after run on the same data. */
const PUBLISH_EVERY_MS = 2_000;
/** So many readings a run, however long it is. */
const READINGS = 60;
const SLUGS = 100_000;

export type AskedSoak = { minutes: number; articles: number; data: string | undefined };
export type Soaked = { requests: number; publishes: number; failures: string[]; lost: string[]; verdicts: Verdict[] };

/** @throws CommandError when the portal does not start; the reason of `signal` */
export async function soak(
  given: Settings,
  { minutes, articles, data }: AskedSoak,
  { say, signal }: { say: Say; signal: AbortSignal },
): Promise<Soaked> {
  const stops: Stops = [];
  try {
    const folder = await benchFolder(data);
    if (data === undefined) stops.push(folder.remove);
    const port = await requirePort(HOST, 0);
    const settings: Settings = {
      ...given,
      DATA_DIR: folder.path,
      HOST,
      PORT: port,
      SITE_URL: localAddress(HOST, port),
      NEXTAUTH_SECRET: "only for as long as it runs",
      SEARCH_ENGINE: "postgres",
      MEILISEARCH_URL: "",
      SAMPLE_CONTENT: "off",
      LOG_LEVEL: "warn",
    };
    await ensureBuilt(childEnvironment(settings, false), () => say("Building the portal …"), signal);
    const env = childEnvironment(settings, false);
    const { url } = await filledDatabase(folder.path, articles, { env, say, signal, stops });
    const { db, close } = connect(url, { max: 2 });
    stops.push(close);
    const pids: Record<string, number> = {};
    // Of its own, where nobody else leaves anything.
    const temporary = await mkdtemp(join(tmpdir(), "gazette-soak-"));
    stops.push(() => rm(temporary, { recursive: true, force: true }));
    const found = { ...settings, DATABASE_URL: url, DATABASE_READ_URL: url };
    const ready = { ...childEnvironment(found, false), TMPDIR: temporary };
    const worker = noted(workerProgram(ready), pids);
    const programs = supervise([webProgram(settings, ready, false), worker], say);
    stops.push(programs.stop);
    const failure = await Promise.race([programs.failed, firstAnswer(HOST, port, signal)]);
    if (failure) throw new CommandError(failure);
    pids["web server"] = pidListeningOn(port) ?? 0;
    return await used(db, { origin: settings.SITE_URL, pids, dataDir: folder.path, temporary, minutes, say, signal });
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

/** Started anew, it has another number, and what it did before is forgotten: the supervisor tells of that. */
const noted = (program: Program, pids: Record<string, number>): Program => ({
  ...program,
  start: () => {
    const child = program.start();
    pids[program.name] = child.pid ?? 0;
    return child;
  },
});

type Use = {
  origin: string;
  pids: Record<string, number>;
  dataDir: string;
  temporary: string;
  minutes: number;
  say: Say;
  signal: AbortSignal;
};

async function used(db: Db, { origin, pids, dataDir, temporary, minutes, say, signal }: Use): Promise<Soaked> {
  const end = performance.now() + minutes * 60_000;
  const goesOn = () => performance.now() < end && !signal.aborted;
  const readable = await readableOf(db);
  const count: Count = { requests: 0, searches: 0, failures: [] };
  const connections = Array.from({ length: READERS }, () => client(origin));
  const readings: Reading[] = [];
  let publishes = 0;
  const publish = async () => {
    for (let turn = 0; goesOn(); turn++) {
      await changeOne(db, turn);
      publishes += 1;
      await delay(PUBLISH_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  };
  const measure = async () => {
    for (let turn = 1; goesOn(); turn++) {
      await delay((minutes * 60_000) / READINGS, undefined, { signal }).catch(() => {});
      readings.push(await reading(db, { pids, dataDir, temporary, acts: publishes + count.searches + READERS }));
      if (turn % 5 === 0) say(`${count.requests} requests, ${publishes} changes; ${told(readings.at(-1) ?? {})}`);
    }
  };
  await Promise.all([
    publish(),
    measure(),
    ...connections.map((one, index) => read(one, { random: randomFrom(`reader ${index}`), readable, count, goesOn })),
  ]);
  signal.throwIfAborted();
  const lost = await notKept(origin);
  for (const { close } of connections) close();
  const names = Object.keys(readings.at(-1) ?? {});
  return {
    requests: count.requests,
    publishes,
    failures: count.failures,
    lost,
    verdicts: verdicts(readings, boundsOf(names)),
  };
}

const told = (reading: Reading) =>
  Object.entries(reading)
    .filter(([name]) => name.startsWith("memory"))
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");

async function readableOf(db: Db): Promise<Readable> {
  const column = async (query: ReturnType<typeof sql>) =>
    (await db.execute<{ value: string }>(query)).map(({ value }) => value);
  const titles = await column(sql`select title as value from article order by id limit 2000`);
  return {
    slugs: await column(
      sql`select slug as value from article where slug is not null and state = 'published' limit ${SLUGS}`,
    ),
    words: [...new Set(titles.flatMap((title) => title.split(" ")))],
    topics: await column(sql`select id as value from topic limit 1000`),
    providers: await column(sql`select domain as value from provider limit 1000`),
  };
}

/** An article that nobody sees at the front is taken down, and comes back. */
async function changeOne(db: Db, turn: number): Promise<void> {
  const [found] = await db.execute<{ id: number }>(
    sql`select id::float8 as id from article where quality >= 60 and slug is not null order by id offset ${Math.floor(turn / 2) % 100} limit 1`,
  );
  if (!found) throw new CommandError("There is no article to change.");
  const changes = { state: turn % 2 === 0 ? ("unpublished" as const) : ("published" as const) };
  const by = { id: null, name: "soak" };
  await changeArticles(db, { edits: [{ id: found.id, changes, confirmed: "any" }], by, now: new Date() });
}

/** What people read and the page cache let go all the same: asked for twice, it is answered from there. */
async function notKept(origin: string): Promise<string[]> {
  const lost: string[] = [];
  for (const path of POPULAR.filter((one) => !one.includes("."))) {
    await fetch(origin + path);
    await fetch(origin + path);
    // Next would name its own cache: what is kept is sent without it.
    if ((await fetch(origin + path)).headers.has("x-nextjs-cache")) lost.push(path);
  }
  return lost;
}
