import { expect, test, vi } from "vitest";
import { ANNOUNCE_CHANNEL, announce, EVERYTHING } from "./announce";
import { scratchDatabase } from "./testing/scratch";

const { db, single } = scratchDatabase();

test("tags are announced by name as long as Postgres takes them, else everything is", async () => {
  const listener = single();
  const heard: string[][] = [];
  await listener.listen(ANNOUNCE_CHANNEL, (payload) => heard.push(JSON.parse(payload)));
  const long = Array.from({ length: 45 }, (_, n) => `topic:${n}${"%E6%97%A5".repeat(20)}`);
  // The longest payload that Postgres takes, and one byte more.
  const longest = ["x".repeat(7_999 - '[""]'.length)];
  const many = Array.from({ length: 151 }, (_, n) => `article:${n}`);
  for (const tags of [["frame", "frame"], long, longest, [`${longest}x`], many]) await announce(db, tags);
  await vi.waitFor(() => expect(heard).toHaveLength(5), 10_000);
  expect(heard).toEqual([["frame"], [EVERYTHING], longest, [EVERYTHING], [EVERYTHING]]);
  await listener.end();
});
