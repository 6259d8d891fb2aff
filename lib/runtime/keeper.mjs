/**
 * Runs one embedded Postgres for as long as somebody holds it, as a process of its own, so that whatever happens to
 * its users, Postgres is stopped properly. Users hold it by an open connection to a loopback port; the first one, who
 * started this process, by the channel to it until then. When the last is gone, however it went, Postgres is stopped.
 *
 * Arguments: one JSON object, see `Task`. Says `{ ready: true }` or `{ failed, log }` on the channel.
 */
import { spawn } from "node:child_process";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { boundedLog } from "./bounded-log.mjs";

/**
 * @typedef {{ command: string, args: string[], uid?: number, gid?: number }} Invocation
 * @typedef {{ postgres: Invocation, keeperFile: string, logFile: string }} Task
 */

const STOP_TIMEOUT_MS = 30_000;
const GREETING_TIMEOUT_MS = 5_000;
const START_TIMEOUT_MS = 120_000;
const KEPT_LOG_CHARACTERS = 4_000;
const BIND_ATTEMPTS = 5;
/** Postgres is restarted when it dies, but not more often than this within a minute. */
const MAX_RESTARTS_PER_MINUTE = 5;

/** @type {Task} */
const task = JSON.parse(process.argv[2] ?? "");
const token = randomBytes(24).toString("hex");
/** @type {Set<import("node:net").Socket>} */
const holders = new Set();
/** @type {import("node:child_process").ChildProcess | undefined} */
let child;
let stopping = false;
let port = lastPort();
const log = boundedLog(task.logFile);
/** @type {number[]} */
const deaths = [];

const server = createServer(welcome);
server.listen(0, "127.0.0.1", () => void start());
process.on("disconnect", stopWhenUnused);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => void stop());

async function start() {
  for (let attempt = 1; ; attempt++) {
    port ||= await freePort();
    const failure = await run(port);
    if (failure === null) break;
    port = 0;
    if (stopping || attempt === BIND_ATTEMPTS || !/could not (bind|create any TCP)/.test(failure)) return fail(failure);
  }
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  writeKeeperFile({ pid: process.pid, port: address.port, token, postgresPort: port });
  tell({ ready: true });
  stopWhenUnused();
}

/**
 * Starts Postgres. Gives null once it takes connections, and what it logged if it ends before that.
 * @param {number} onPort
 * @returns {Promise<string | null>}
 */
function run(onPort) {
  return new Promise((resolve) => {
    const { command, args, uid, gid } = task.postgres;
    let ready = false;
    let recent = "";
    const user = uid === undefined ? {} : { uid, gid };
    // The name tells later starts whether this Postgres is still kept (orphan.ts).
    const name = `cluster_name=keeper-${process.pid}`;
    const postgres = spawn(command, [...args, "-p", String(onPort), "-c", name], {
      stdio: ["ignore", "ignore", "pipe"],
      cwd: "/",
      ...user,
    });
    child = postgres;
    const giveUp = setTimeout(() => postgres.kill("SIGQUIT"), START_TIMEOUT_MS);
    postgres.on("error", (error) => end(`${command}: ${error.message}`));
    postgres.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      log(text);
      if (ready) return;
      recent = (recent + text).slice(-KEPT_LOG_CHARACTERS);
      if (!recent.includes("database system is ready to accept connections")) return;
      ready = true;
      clearTimeout(giveUp);
      resolve(null);
    });
    postgres.on("close", (code, signal) => end(`${recent}\nPostgres ended with ${signal ?? `code ${code}`}.`));
    /** @param {string} why */
    function end(why) {
      clearTimeout(giveUp);
      if (child !== postgres) return;
      child = undefined;
      resolve(why);
      if (ready) died();
    }
  });
}

/** Postgres ended after it had been ready: as asked, or it crashed. */
async function died() {
  if (stopping) return leave(0);
  const now = Date.now();
  while (deaths[0] !== undefined && deaths[0] < now - 60_000) deaths.shift();
  deaths.push(now);
  if (deaths.length > MAX_RESTARTS_PER_MINUTE) return leave(1);
  // On the same port, so that whoever uses it only has to connect again.
  const failure = await run(port);
  if (failure !== null) leave(1);
}

/** @param {import("node:net").Socket} socket */
function welcome(socket) {
  let text = "";
  socket.setEncoding("utf8").setTimeout(GREETING_TIMEOUT_MS, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    if (holders.delete(socket)) stopWhenUnused();
  });
  socket.on("data", (/** @type {Buffer | string} */ chunk) => {
    text += chunk;
    if (text.length > 200) return socket.destroy();
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      obey(socket, text.slice(0, end));
      text = text.slice(end + 1);
    }
  });
}

/**
 * `hold TOKEN` is answered with the port of Postgres, or `stopping`; `release` with `kept` while others hold it, else
 * with `stopped`, once it is.
 * @param {import("node:net").Socket} socket
 * @param {string} line
 */
function obey(socket, line) {
  if (line === "release" && holders.delete(socket)) {
    if (inUse()) return socket.end("kept\n");
    leaving.push(socket);
    return void stop();
  }
  const [word, given = ""] = line.split(" ");
  const known = given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token));
  if (word !== "hold" || !known) return socket.destroy();
  if (stopping) return socket.end("stopping\n");
  holders.add(socket);
  socket.setTimeout(0);
  socket.write(`port ${port}\n`);
}

/** Who waits to hear that Postgres is stopped.
 * @type {import("node:net").Socket[]} */
const leaving = [];

function inUse() {
  return holders.size > 0 || process.connected;
}

function stopWhenUnused() {
  if (!inUse()) void stop();
}

async function stop() {
  if (stopping) return;
  stopping = true;
  if (!child) return leave(0);
  // SIGINT is a "fast" shutdown: open transactions are rolled back, everything is written.
  child.kill("SIGINT");
  setTimeout(() => child?.kill("SIGQUIT"), STOP_TIMEOUT_MS).unref();
}

/** @param {string} why */
function fail(why) {
  tell({ failed: why });
  leave(1);
}

/** @param {number} code */
function leave(code) {
  if (readKeeperFile()?.pid === process.pid) rmSync(task.keeperFile, { force: true });
  const goodbyes = leaving.map((socket) => new Promise((done) => socket.end("stopped\n", () => done(undefined))));
  const told = Promise.race([Promise.all(goodbyes), new Promise((done) => setTimeout(done, 1_000))]);
  void told.then(() => process.exit(code));
}

/** @param {unknown} message */
function tell(message) {
  // The other side may be gone already; then its holding ends by 'disconnect'.
  if (process.connected) process.send?.(message, () => {});
}

/** It appears complete: without the sync, a power failure may leave it empty. @param {object} state */
function writeKeeperFile(state) {
  const draft = `${task.keeperFile}.${process.pid}`;
  const file = openSync(draft, "w", 0o600);
  writeFileSync(file, JSON.stringify(state));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, task.keeperFile);
}

function readKeeperFile() {
  try {
    return JSON.parse(readFileSync(task.keeperFile, "utf8"));
  } catch {
    return null;
  }
}

/** The port of a keeper that was killed: users who still know it find Postgres there again. 0: none. */
function lastPort() {
  const last = readKeeperFile()?.postgresPort;
  return Number.isInteger(last) ? last : 0;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(address.port));
    });
  });
}
