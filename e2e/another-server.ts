/** Web servers of a test's own on the database of the portal under test. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { parseSettings } from "../lib/env";
import { findMeilisearch } from "../lib/runtime/meilisearch-server";
import { databaseUrl } from "./database-url";
import { freePort } from "./free-port";

const root = fileURLToPath(new URL("..", import.meta.url));
const NEXT = "node_modules/next/dist/bin/next";
const START_TIMEOUT_MS = 20_000;

const running = new Set<ChildProcess>();

export type Server = {
  url: string;
  stop: () => Promise<void>;
  /** Ends it at once. */
  kill: () => Promise<void>;
  /** All that it said so far. */
  log: () => string;
};

/** `settings`: those that differ from the portal's under test. */
export async function anotherServer(settings: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const { addresses } = await findMeilisearch(parseSettings({ DATA_DIR: process.env.E2E_DATA_DIR }));
  const env = {
    ...process.env,
    DATABASE_URL: await databaseUrl(),
    PORT: String(port),
    NODE_ENV: "production" as const,
    MEILISEARCH_URL: addresses.map(({ url }) => url).join(","),
    MEILISEARCH_API_KEY: addresses[0]?.key ?? "",
    ...settings,
  };
  const child = spawn(process.execPath, [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
  const url = `http://127.0.0.1:${port}`;
  const health = () =>
    fetch(`${url}/api/health`).then(
      (response) => response.status,
      () => 0,
    );
  await expect.poll(health, { timeout: START_TIMEOUT_MS }).toBe(200);
  return { url, stop: () => ended(child), kill: () => ended(child, "SIGKILL"), log: () => log };
}

/** For afterEach: also when a test failed halfway, nothing outlives the run. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map((child) => ended(child)));
}

function ended(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  running.delete(child);
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
