/**
 * No query of the public without an index: every page, feed and answer of the API is asked for on a filled database, and
 * each statement that this sends is explained. New pages and routes have to be named in testing/public-addresses.ts, and
 * whatever they ask is looked at without being named.
 */
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { planOf } from "@/db/testing/plans";
import { recordingConnection } from "@/db/testing/recording";
import { answerAddress } from "./testing/answer-address";
import { addresses, publicFiles } from "./testing/public-addresses";
import { knownIn } from "./testing/known";

const APP = import.meta.dirname;
const NOW = new Date("2026-11-01T00:00:00Z");
const recording = recordingConnection(process.env.X1_URL ?? "");
const given = vi.hoisted(() => ({ connection: null as unknown }));
given.connection = recording;
vi.mock("@/lib/database", () => ({ database: () => given.connection }));
vi.mock("@/app/_server/tag-page", () => ({ tagPage: async () => {} }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ accept: "text/html" }) }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
  useSearchParams: () => new URLSearchParams(),
}));

test("look", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  const known = await knownIn(recording.db);
  console.log(known);
  const all = addresses(known);
  expect(Object.keys(all).sort()).toEqual(publicFiles(APP));
  let asked = 0;
  for (const [file, list] of Object.entries(all))
    for (const address of list) {
      const began = performance.now();
      (await import("node:fs")).appendFileSync("/tmp/x1-progress", `${Date.now()} ${performance.now() | 0} ${address}\n`);
      const answer = await recording.during(address, () => answerAddress(APP, file, address)).catch((e) => `!! ${e.stack?.slice(0, 600)}`);
      asked++;
      const ms = performance.now() - began;
      if (answer.startsWith("!!") || /^[45]\d\d/.test(answer) || ms > 500) console.log(Math.round(ms), address, answer.slice(0, 600));
    }
  const statements = recording.statements();
  console.log(asked, statements.length);
  const rows = [];
  for (const statement of statements) {
    const plan = await planOf(recording, statement);
    rows.push({ plan, statement });
  }
  rows.sort((a, b) => b.plan.read - a.plan.read);
  const { writeFileSync } = await import("node:fs");
  writeFileSync("/tmp/x1-plans.json", JSON.stringify(rows.map(({ plan, statement }) => ({ ...plan, indexes: [...plan.indexes], ...statement })), null, 1));
}, 600_000);
