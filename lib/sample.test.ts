import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { importSample, withDates } from "./sample";
import { testFolder } from "./transfer/testing/files";

const NOW = new Date("2026-11-20T12:00:00.500Z");
const connection = scratchDatabase();
const folder = testFolder();

test.each([
  ['at: "{{-3h20m}}"', "at: 2026-11-20T08:40:00Z"],
  ['at: "{{-1d}}"', "at: 2026-11-19T12:00:00Z"],
  ['at: "{{-2d1h1m}}"', "at: 2026-11-18T10:59:00Z"],
  ['at: "{{x}}"', 'at: "{{x}}"'],
])("%s becomes %s", (text, expected) => {
  expect(withDates(text, NOW)).toBe(expected);
});

test("the sample content goes in, counted back from now", async () => {
  const report = await importSample(connection, folder.root, NOW);
  expect(report.refused).toBe(0);
  expect(report.articles.new).toBeGreaterThan(30);
  const [row] = await connection.db.execute<Record<string, number>>(sql`
    select count(*) filter (where slug !~ '^\\d{4}-\\d\\d-\\d\\d-')::int as undated,
           count(*) filter (where published_at > ${NOW.toISOString()}::timestamptz)::int as future,
           count(*) filter (where heat_given is not null)::int as by_hand
      from article`);
  expect(row).toEqual({ undated: 0, future: 0, by_hand: 0 });
});
