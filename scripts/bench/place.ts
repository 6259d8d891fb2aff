/** Where the benchmark keeps its data: a database of its own, so that it never meets a real one. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { CommandError } from "@/lib/runtime/command-error";
import { dataFolder } from "@/lib/runtime/data-folder";
import { startEmbeddedPostgres } from "@/lib/runtime/embedded-postgres";
import { type Effort, measuredProcess } from "./measured-process";

/** Raised when articles are generated otherwise, so that kept ones are not taken for them. */
const SEED = 1;

const kept = z.object({
  articles: z.number(),
  seed: z.number(),
  made: z.object({ seconds: z.number(), peakMemory: z.number().nullable() }),
});

export type Filled = {
  url: string;
  /** What making the articles took, in this run or an earlier one. */
  made: Effort;
  isNew: boolean;
};

/** The folder given, else one that is removed afterwards. */
export async function benchFolder(given: string | undefined): Promise<{ path: string; remove: () => Promise<void> }> {
  if (given) return { path: await dataFolder(given), remove: async () => {} };
  const path = await mkdtemp(join(tmpdir(), "gazette-bench-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * A database with so many articles: those of an earlier run, or new ones.
 * @throws CommandError where the folder holds another number of them
 */
export async function filledDatabase(
  folder: string,
  articles: number,
  { env, say, signal, stops }: { env: NodeJS.ProcessEnv; say: Say; signal: AbortSignal; stops: Stops },
): Promise<Filled> {
  const note = join(folder, "bench.json");
  const server = await startEmbeddedPostgres(folder);
  stops.push(server.stop);
  const before = await readFile(note, "utf8").catch(() => null);
  if (before !== null) {
    const { data } = kept.safeParse(JSON.parse(before));
    if (data?.articles === articles && data.seed === SEED) {
      await migrate(server.url);
      return { url: server.url, made: data.made, isNew: false };
    }
    throw new CommandError(
      `${folder} holds ${data ? `${data.articles} articles` : "a run that was not finished"}: choose another folder with --data, or delete it.`,
    );
  }
  await writeFile(note, "{}");
  await migrate(server.url);
  say(`Making ${articles} articles …`);
  const made = await measuredProcess(["scripts/bench/generate.ts", server.url, `${articles}`, `${SEED}`], env, signal);
  await writeFile(note, JSON.stringify({ articles, seed: SEED, made }));
  return { url: server.url, made, isNew: true };
}

/** A database with so many articles beside the main one, as an earlier run left it, or made now. Gives its address. */
export async function sizedDatabase(
  beside: string,
  articles: number,
  { env, say, signal }: { env: NodeJS.ProcessEnv; say: Say; signal: AbortSignal },
): Promise<string> {
  const name = `articles_${articles}_${SEED}`;
  const url = addressBeside(beside, name);
  const counted = connect(url, { max: 1 });
  const there = await counted.sql`select count(*)::int as articles from article`.catch(() => []);
  await counted.close();
  if (there[0]?.articles === articles) {
    await migrate(url);
    return url;
  }
  await emptyDatabase(beside, name);
  say(`Making ${articles} articles to compare with …`);
  await measuredProcess(["scripts/bench/generate.ts", url, `${articles}`, `${SEED}`], env, signal);
  return url;
}

/** A database with tables and nothing in them, on the same server; one of this name is dropped. Gives its address. */
export async function emptyDatabase(beside: string, name: string): Promise<string> {
  const { sql, close } = connect(beside, { max: 1 });
  await sql.unsafe(`drop database if exists ${name} with (force)`);
  await sql.unsafe(`create database ${name}`);
  await close();
  const url = addressBeside(beside, name);
  await migrate(url);
  return url;
}

const addressBeside = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

export type Say = (line: string) => void;
/** What is to be stopped at the end, latest first. */
export type Stops = (() => Promise<void>)[];
