import { expect, test } from "vitest";
import { connect } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { scratchDatabase } from "@/db/testing/scratch";
import { recordFailure } from "../people/sign-in";
import { keeperLock } from "../search/keeping/lock";
import { portalFigures } from "./portal";
import { processFigures } from "./process";
import { counted, counter, histogram, MAX_SERIES } from "./registry";
import { type Family, gauge, metricsText } from "./text";

const { db, single } = scratchDatabase();
const familyOf = (families: Family[], name: string) => families.find((family) => family.name === name)?.samples ?? [];
const numberOf = (families: Family[], name: string) => Number(familyOf(families, name)[0]?.split(" ")[1]);

test("a counter counts for each of its labels, whoever asks for it", () => {
  counter("test_seen_total", "Seen.", ["a", "b"]).add(["x", "1"]);
  counter("test_seen_total", "Seen.", ["a", "b"]).add(["x", "1"], 2);
  counter("test_seen_total", "Seen.", ["a", "b"]).add(['q"\\\n', "2"]);
  expect(familyOf(counted(), "test_seen_total")).toEqual([
    'test_seen_total{a="x",b="1"} 3',
    'test_seen_total{a="q\\"\\\\\\n",b="2"} 1',
  ]);
});

test("one without labels is there from the start, so that its first step shows", () => {
  counter("test_bare_total", "Bare.", []);
  expect(familyOf(counted(), "test_bare_total")).toEqual(["test_bare_total 0"]);
});

test("a sign-in that fails is counted by what was wrong", async () => {
  const samples = () => familyOf(counted(), "gazette_sign_in_failures_total");
  expect(samples()).toEqual([
    'gazette_sign_in_failures_total{step="password"} 0',
    'gazette_sign_in_failures_total{step="code"} 0',
  ]);
  await recordFailure(db, { id: null, email: "nobody@gazette.example" }, "password");
  expect(samples()[0]).toBe('gazette_sign_in_failures_total{step="password"} 1');
});

test("a histogram tells how many were within each bound", () => {
  const { observe } = histogram("test_seconds", "Took.", ["route"], [0.1, 1]);
  for (const seconds of [0.1, 0.5, 3]) observe(["/"], seconds);
  expect(familyOf(counted(), "test_seconds")).toEqual([
    'test_seconds_bucket{route="/",le="0.1"} 1',
    'test_seconds_bucket{route="/",le="1"} 2',
    'test_seconds_bucket{route="/",le="+Inf"} 3',
    'test_seconds_sum{route="/"} 3.6',
    'test_seconds_count{route="/"} 3',
  ]);
});

test("labels without end take no memory without end", () => {
  const { add } = counter("test_many_total", "Many.", ["path"]);
  for (let number = 0; number < MAX_SERIES + 50; number++) add([`/${number}`]);
  const samples = familyOf(counted(), "test_many_total");
  expect(samples).toHaveLength(MAX_SERIES + 1);
  expect(samples.at(-1)).toBe('test_many_total{path="other"} 50');
});

test("the text is as Prometheus reads it", () => {
  const text = metricsText([
    gauge("up", "Whether it is up.", 1),
    gauge("unknown", "Not known.", null),
    ...processFigures(),
  ]);
  expect(text.startsWith("# HELP up Whether it is up.\n# TYPE up gauge\nup 1\n")).toBe(true);
  expect(text).not.toContain("unknown");
  expect(text.endsWith("\n")).toBe(true);
  for (const line of text.trimEnd().split("\n")) {
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+ [\d.e+-]+)$/);
  }
});

test("the portal's figures: what waits, and whether a worker is at work", async () => {
  await enqueue(db, [1, 2]);
  const now = new Date();
  const before = await portalFigures(db, now);
  expect(numberOf(before, "gazette_database_up")).toBe(1);
  expect(numberOf(before, "gazette_outbox_changes")).toBe(2);
  expect(numberOf(before, "gazette_worker_up")).toBe(0);
  expect(familyOf(before, "gazette_worker_seen_seconds")).toEqual([]);

  const lock = keeperLock(single());
  expect(await lock.held()).toBe(true);
  expect(await portalFigures(db, new Date(now.getTime() + 500))).toBe(before);
  const later = new Date(now.getTime() + 60_000);
  const after = await portalFigures(db, later);
  expect(numberOf(after, "gazette_worker_up")).toBe(1);
  expect(numberOf(after, "gazette_worker_seen_seconds")).toBeLessThan(30);
  expect(numberOf(after, "gazette_outbox_oldest_seconds")).toBeGreaterThan(50);
  await lock.release();
});

test("a database that is away is a figure as well", async () => {
  const away = connect("postgres://127.0.0.1:1/none");
  const families = await portalFigures(away.db, new Date(Date.now() + 600_000));
  await away.close();
  expect(families.flatMap(({ samples }) => samples)).toEqual(["gazette_database_up 0"]);
});
