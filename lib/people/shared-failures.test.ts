import { expect, test } from "vitest";
import { failedAttempts } from "@/db/failed-attempts";
import { scratchDatabase } from "@/db/testing/scratch";
import { MINUTE_MS } from "../time";
import { limited, signInLimits } from "./limits";
import { forgive } from "./shared-failures";

const { db } = scratchDatabase();
const NOON = Date.parse("2026-11-01T12:00:00Z");
/** After this nobody has to wait any more for a single failure. */
const APART_MS = 65_000;
const at = (ms: number) => new Date(NOON + ms);

/** Two server processes, and somebody who tries to come in at one of them. */
function servers() {
  const both = [signInLimits(() => db), signInLimits(() => db)];
  return (server: number, key: string, right: boolean, now: Date, address = "") => {
    const limits = both[server] ?? signInLimits();
    const check = async () => (right ? "in" : null);
    return limited({ limits, kind: "byEmail", key, address, now, check }).catch(({ code }) => code);
  };
}

test("what is wrong at one server counts at the other, until its window is over", async () => {
  const attempt = servers();
  for (let failure = 0; failure < 10; failure++) {
    expect(await attempt(failure % 2, "a@b.example", false, at(failure * APART_MS)), `${failure}`).toBe(null);
  }
  const [last, window] = [9 * APART_MS, 15 * MINUTE_MS];
  for (const server of [0, 1]) {
    expect(await attempt(server, "a@b.example", true, at(last + window - 1))).toBe("too-many-attempts");
    expect(await attempt(server, "other@b.example", true, at(last + 1))).toBe("in");
  }
  expect(await attempt(0, "a@b.example", true, at(last + window))).toBe("in");
});

test("a delay holds at both, and who was right begins anew at both", async () => {
  const attempt = servers();
  const key = "c@b.example";
  for (const server of [0, 1, 0]) expect(await attempt(server, key, false, at(0))).toBe(null);
  expect(await attempt(1, key, true, at(999))).toBe("too-many-attempts");
  expect(await attempt(1, key, true, at(1_000))).toBe("in");
  for (const server of [0, 1]) expect(await attempt(server, key, false, at(1_001))).toBe(null);
});

test("addresses are counted together, and nothing that was typed is kept", async () => {
  const attempt = servers();
  const address = "203.0.113.9";
  for (let failure = 0; failure < 40; failure++) {
    expect(await attempt(failure % 2, `${failure}@b.example`, false, at(0), address)).toBe(null);
  }
  expect(await attempt(0, "new@b.example", true, at(1), address)).toBe("too-many-attempts");
  expect(await attempt(1, "new@b.example", true, at(1), address)).toBe("too-many-attempts");
  expect(await attempt(1, "new@b.example", true, at(1), "203.0.113.10")).toBe("in");
  const kept = await db.execute<{ key: string }>("select key from failed_attempt");
  expect(kept.length).toBeGreaterThanOrEqual(41);
  expect(kept.filter(({ key }) => !/^[\w-]{43}$/.test(key))).toEqual([]);
});

test("what is over is removed by the next failure, and what is forgiven at once", async () => {
  const later = at(60 * MINUTE_MS);
  await servers()(0, "late@b.example", false, later);
  expect(await db.execute("select from failed_attempt")).toHaveLength(1);
  await forgive(
    signInLimits(() => db),
    "byEmail",
    "late@b.example",
  );
  expect(await failedAttempts(db, [], later)).toEqual(new Map());
  expect(await db.execute("select from failed_attempt")).toHaveLength(0);
});
