/** A Next.js app with nothing in it, of the portal's own version: what its pages are measured against. */
import { cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { version as next } from "next/package.json";
import { localAddress } from "@/lib/runtime/answer";
import { PROJECT_ROOT, spawnNode, stopChild } from "@/lib/runtime/children";
import { CommandError } from "@/lib/runtime/command-error";
import { NEXT_BIN } from "@/lib/runtime/next-build";
import { requirePort } from "@/lib/runtime/port";
import { untilAnswers } from "./answers";
import type { Say } from "./place";

const HOST = "127.0.0.1";
const SOURCE = join(PROJECT_ROOT, "scripts/bench/bare-app");
/** A page counts as of the same size when no more than this part of it is missing or too much. */
const NEAR = 0.01;
const MAX_TRIES = 6;

export type BareApp = {
  origin: string;
  pid: number | undefined;
  /** Writes a file that its pages and routes read; its name has letters, digits, - and . alone. */
  give: (name: string, content: string) => Promise<void>;
  /** The path of a page with the beginning of that file, that is as large as wanted (in bytes, decoded). */
  pageOfSize: (kind: "static" | "dynamic", name: string, bytes: number) => Promise<string>;
};

/** @throws CommandError when it can't be built or does not answer */
export async function startBareApp(
  folder: string,
  {
    env,
    say,
    signal,
    stops,
  }: { env: NodeJS.ProcessEnv; say: Say; signal: AbortSignal; stops: (() => Promise<void>)[] },
): Promise<BareApp> {
  const app = join(folder, "bare-app");
  const content = join(folder, "bare-content");
  await mkdir(content, { recursive: true });
  await cp(SOURCE, app, { recursive: true });
  await symlink(join(PROJECT_ROOT, "node_modules"), join(app, "node_modules"), "junction").catch(notThere);
  const own = { ...env, BARE_CONTENT: content };
  const built = join(app, "built-of");
  const sources = await sourcesText(app);
  if ((await readFile(built, "utf8").catch(() => "")) !== sources) {
    say("Building a bare Next.js app to compare with …");
    await build(app, own, signal);
    await writeFile(built, sources);
  }
  const port = await requirePort(HOST, 0);
  const server = spawnNode([NEXT_BIN, "start", app, "-H", HOST, "-p", String(port)], own, "pipe");
  server.stderr?.pipe(process.stderr, { end: false });
  server.stdout?.resume();
  stops.push(() => stopChild(server));
  const origin = localAddress(HOST, port);
  await untilAnswers(`${origin}/`, signal);
  return {
    origin,
    pid: server.pid,
    give: (name, text) => writeFile(join(content, name), text),
    pageOfSize: (kind, name, bytes) => pageOfSize(origin, `/${kind}/${name}`, bytes),
  };
}

/** What a kept build must be of. */
async function sourcesText(app: string): Promise<string> {
  const names = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(files.toSorted().map((file) => readFile(file, "utf8")));
  return [next, process.version, app, ...texts].join("\n");
}

function notThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function build(app: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const child = spawnNode([NEXT_BIN, "build", app], env, "pipe");
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => lines.push(String(text)));
  const stop = () => void stopChild(child);
  signal.addEventListener("abort", stop);
  const code = await new Promise((resolve) => child.once("close", resolve));
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new CommandError(`${lines.join("").trim()}\nThe bare app can't be built; why is above.`);
}

/** The content stands in the page twice, as markup and as data for React: how often exactly, a first try tells. */
async function pageOfSize(origin: string, route: string, bytes: number): Promise<string> {
  const sizeOf = async (length: number) => {
    const answer = await fetch(`${origin}${route}/${length}`);
    if (!answer.ok) throw new Error(`The bare app answers ${answer.status}.`);
    return (await answer.arrayBuffer()).byteLength;
  };
  const empty = await sizeOf(0);
  let length = Math.max(0, Math.round((bytes - empty) / 2));
  for (let attempt = 0; attempt < MAX_TRIES && length > 0; attempt++) {
    const size = await sizeOf(length);
    if (Math.abs(size - bytes) <= NEAR * bytes) break;
    length = Math.max(0, Math.round(((bytes - empty) / Math.max(size - empty, 1)) * length));
  }
  return `${route}/${length}`;
}
