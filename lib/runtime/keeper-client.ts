/** Holding the embedded Postgres through its keeper (keeper.mjs). */
import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { postgresBinaries, postgresEnvironment, runAs } from "./postgres-binaries";
import { postgresFiles } from "./postgres-files";
import { jsonOf } from "./state-file";

/** A running Postgres that is not stopped before `release`, or the end of this process. */
export type Hold = {
  port: number;
  /** Resolves once Postgres has stopped, or at once when others hold it too. */
  release: () => Promise<void>;
  /** Resolves when the keeper is gone without our asking. */
  lost: Promise<void>;
};

const ANSWER_TIMEOUT_MS = 3_000;
const RELEASE_TIMEOUT_MS = 60_000;
/** The most holds what searches and pages read of two million articles; managing more takes time at each start. */
const MIN_BUFFERS_MB = 64;
const MAX_BUFFERS_MB = 2048;
/** Where a keeper listens, and the word it knows its users by. */
const keeperState = z.object({ port: z.number().int().min(1).max(65535), token: z.string() });

/** Holds the Postgres of `dataDir` when it is running; null when it is not. */
export async function holdRunning(dataDir: string): Promise<Hold | null> {
  const { data: known } = keeperState.safeParse(await jsonOf(postgresFiles(dataDir).keeper));
  if (!known) return null;
  const { port, token } = known;
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  const answers = lines(socket);
  socket.write(`hold ${token}\n`);
  const [word, postgresPort] = ((await within(answers.next(), ANSWER_TIMEOUT_MS)) ?? "").split(" ");
  if (word !== "port") {
    // Nobody there, somebody else there, or it is about to stop.
    socket.destroy();
    return null;
  }
  socket.unref();
  let asked = false;
  return {
    port: Number(postgresPort),
    lost: new Promise((resolve) => socket.once("close", () => !asked && resolve())),
    async release() {
      if (asked || socket.destroyed) return;
      asked = true;
      socket.ref();
      socket.write("release\n");
      await within(answers.next(), RELEASE_TIMEOUT_MS);
      socket.destroy();
    },
  };
}

/**
 * The quarter of the memory that Postgres's documentation advises
 * (https://www.postgresql.org/docs/current/runtime-config-resource.html), within bounds. It is taken as it is used.
 */
function sharedBuffersMb(): number {
  const memory = process.constrainedMemory() || totalmem();
  const quarter = Math.floor(Math.min(memory, totalmem()) / 4 / 1024 ** 2);
  return Math.min(Math.max(quarter, MIN_BUFFERS_MB), MAX_BUFFERS_MB);
}

/**
 * Starts a keeper and holds what it keeps.
 * @returns the hold, or what Postgres logged when it would not start.
 */
export async function startKeeper(dataDir: string): Promise<Hold | string> {
  const { data, keeper: keeperFile, log: logFile } = postgresFiles(dataDir);
  const { postgres } = await postgresBinaries();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC"];
  // A table of tens of thousands of rows is large enough for the planner to compile a query, which takes longer.
  const flags = [...settings, "jit=off", `shared_buffers=${sharedBuffersMb()}MB`].flatMap((setting) => ["-c", setting]);
  const task = { postgres: runAs(data)(postgres, ["-D", data, ...flags]), keeperFile, logFile };
  const keeper = spawn(
    process.execPath,
    [fileURLToPath(new URL("./keeper.mjs", import.meta.url)), JSON.stringify(task)],
    {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // A session of its own: Ctrl-C in the terminal must not reach Postgres before its users are done.
      detached: true,
      windowsHide: true,
      cwd: "/",
      env: { ...postgresEnvironment(), NODE_OPTIONS: "" },
    },
  );
  const failure = await new Promise<string | null>((resolve) => {
    keeper.once("message", (message: { failed?: string }) => resolve(message.failed ?? null));
    keeper.once("error", (error) => resolve(error.message));
    keeper.once("exit", (code, signal) => resolve(`The keeper of Postgres ended with ${signal ?? `code ${code}`}.`));
  });
  // The channel holds Postgres until the connection does.
  const hold = failure === null ? await holdRunning(dataDir) : failure;
  if (keeper.connected) keeper.disconnect();
  keeper.unref();
  return hold ?? "The keeper of Postgres does not answer.";
}

/** The lines a socket receives, one at a time; null after its end. */
function lines(socket: Socket): { next: () => Promise<string | null> } {
  const received: (string | null)[] = [];
  const waiting: ((line: string | null) => void)[] = [];
  const give = (line: string | null) => {
    const first = waiting.shift();
    if (first) first(line);
    else received.push(line);
  };
  let rest = "";
  socket.on("data", (text) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) give(part);
  });
  socket.on("error", () => {});
  socket.on("close", () => give(null));
  return {
    next: () =>
      new Promise((resolve) => {
        const first = received.shift();
        if (first !== undefined) resolve(first);
        else waiting.push(resolve);
      }),
  };
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
