import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const MODULE = pathToFileURL(`${import.meta.dirname}/die-with-parent.mjs`).href;
/** Ends by itself, so that a test that fails leaves nothing. */
const LASTS = "process.send?.('here'); setTimeout(() => process.exit(7), 10_000)";

async function child(parent: number | undefined) {
  const env = { ...process.env, GAZETTE_PARENT: parent === undefined ? "" : String(parent) };
  const started = spawn(process.execPath, ["--import", MODULE, "--eval", LASTS], {
    env,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    detached: true,
  });
  const ended = once(started, "exit");
  return { started, ended };
}

test("a process whose parent ended before it was loaded ends", async () => {
  const gone = spawn(process.execPath, ["--eval", ""]);
  await once(gone, "exit");
  const { ended } = await child(gone.pid);
  expect(await ended).toEqual([null, "SIGKILL"]);
});

test("one whose parent goes later ends then, and others are left alone", async () => {
  for (const [parent, how] of [
    [process.pid, [null, "SIGTERM"]],
    [undefined, [null, "SIGINT"]],
    [process.ppid, [null, "SIGINT"]],
  ] as const) {
    const { started, ended } = await child(parent);
    await once(started, "message");
    started.disconnect();
    if (how[1] === "SIGINT") started.kill("SIGINT");
    expect(await ended).toEqual(how);
  }
});
