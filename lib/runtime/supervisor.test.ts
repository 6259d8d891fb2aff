import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { hasEnded } from "./children";
import { type Patience, type Program, type Supervision, supervise } from "./supervisor";

const LIVES = "setInterval(() => {}, 60_000); console.log('up')";
const IMPATIENT: Patience = { restartDelaysMs: [1, 1, 1], healthyAfterMs: 60_000, retryMs: 2 };

let started: ChildProcess[] = [];
let said: string[] = [];
let supervision: Supervision | undefined;

afterEach(async () => {
  await supervision?.stop();
  for (const child of started) child.kill("SIGKILL");
  started = [];
  said = [];
});

function program(name: string, script: string | ((nth: number) => string)): Program {
  let nth = 0;
  const start = () => {
    nth += 1;
    const source = typeof script === "string" ? script : script(nth);
    const child = spawn(process.execPath, ["-e", source], { stdio: ["ignore", "pipe", "inherit"], detached: true });
    started.push(child);
    return child;
  };
  return { name, start };
}

function begin(programs: Program[], patience?: Patience): Supervision {
  supervision = supervise(programs, (line) => said.push(line), patience);
  return supervision;
}

const isUp = (child: ChildProcess | undefined) => once(child?.stdout as NodeJS.ReadableStream, "data");

/** The nth process that was started, as soon as it is. */
async function nth(n: number): Promise<ChildProcess> {
  while (started.length < n) await new Promise((resolve) => setImmediate(resolve));
  return started[n - 1] as ChildProcess;
}

test("a killed program is up again within two seconds, and its crash is told once", async () => {
  begin([program("worker", LIVES)]);
  await isUp(started[0]);
  const killedAt = performance.now();
  started[0]?.kill("SIGKILL");
  await isUp(await nth(2));
  expect(performance.now() - killedAt).toBeLessThan(2_000);
  expect(said).toEqual(["The worker ended by SIGKILL; starting it again."]);
});

test("a program that always crashes is given up with a sentence", async () => {
  const { failed } = begin([program("worker", "process.exit(3)"), program("web", LIVES)], IMPATIENT);
  expect(await failed).toBe("The worker ended 4 times in a row, at last with code 3.");
  expect(said).toHaveLength(3);
});

test("a program that cannot be started at all is given up, too", async () => {
  const start = () => spawn("/no/such/program", { stdio: "ignore" });
  expect(await begin([{ name: "web", start }], IMPATIENT).failed).toMatch(/4 times in a row.*ENOENT/);
});

test("crashes of a program that ran well in between do not add up", async () => {
  const crashesFiveTimes = (n: number) => (n <= 5 ? "process.exit(1)" : LIVES);
  begin([program("worker", crashesFiveTimes)], { ...IMPATIENT, restartDelaysMs: [1], healthyAfterMs: 0 });
  await isUp(await nth(6));
  expect(said).toHaveLength(5);
});

test("one that is not essential is tried again and again, told of once, and the others go on", async () => {
  const engine = program("engine", (n) => (n <= 7 ? "process.exit(3)" : LIVES));
  const programs = [{ ...engine, essential: false, log: "/some/log" }, program("web", LIVES)];
  const { failed } = begin(programs, IMPATIENT);
  let gaveUp = false;
  void failed.then(() => {
    gaveUp = true;
  });
  // The engine's eight, and the web server.
  const last = await nth(9);
  await isUp(last);
  expect(gaveUp).toBe(false);
  expect(hasEnded(started[1] as ChildProcess)).toBe(false);
  expect(said).toHaveLength(4);
  expect(said[3]).toBe(
    "The engine ended 4 times in a row, at last with code 3. " +
      "The rest goes on without it; it is tried again every 0.002 s. Its log is /some/log.",
  );
});

test("stopping ends every program and starts none again", async () => {
  const { stop } = begin([program("web", LIVES), program("worker", LIVES)]);
  await Promise.all([isUp(started[0]), isUp(started[1])]);
  await stop();
  expect(started.map(hasEnded)).toEqual([true, true]);
  expect(said).toEqual([]);
  expect(started).toHaveLength(2);
});

test("stopping while a restart is due cancels it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const { stop } = begin([program("worker", "process.exit(1)")]);
    await once(await nth(1), "exit");
    expect(said).toHaveLength(1);
    await stop();
    vi.advanceTimersByTime(60_000);
    expect(started).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});
