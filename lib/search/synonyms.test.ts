import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import { auditEvent, searchSynonym } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { SYNONYMS_TAG } from "../cache-tags";
import { AppError } from "../errors";
import { MINUTE_MS } from "../time";
import { addSynonym, justRemoved, removeSynonym, synonyms, synonymTokens } from "./synonyms";

const { db, url } = scratchDatabase();
const listener = postgres(url, { max: 2 });
const by = { id: null, name: "test" };
const add = (...words: string[]) => addSynonym(db, { words, by });
const refusal = async (words: string[]) => {
  const error = await add(...words).catch((refused: unknown) => refused);
  return error instanceof AppError ? `${error.code}: ${error.message}` : error;
};

beforeEach(async () => {
  await db.delete(searchSynonym);
});
afterAll(() => listener.end());

test("adds and removes, each with its record and an announcement", async () => {
  const heard: string[] = [];
  await listener.listen(ANNOUNCE_CHANNEL, (payload) => heard.push(payload));
  const made = await add(" AI ", "artificial  intelligence", "");
  expect(await synonyms(db)).toEqual([{ id: made.id, words: ["AI", "artificial intelligence"] }]);
  expect(synonymTokens([made])).toEqual([[["ai"], ["artificial", "intelligence"]]]);
  expect((await removeSynonym(db, { id: made.id, by })).words).toEqual(made.words);
  expect(await synonyms(db)).toEqual([]);
  await vi.waitFor(() => expect(heard).toEqual([`["${SYNONYMS_TAG}"]`, `["${SYNONYMS_TAG}"]`]));
  const events = await db.select().from(auditEvent).orderBy(auditEvent.id);
  expect(events).toMatchObject([
    { action: "synonym-add", subjectId: String(made.id), actor: "test", before: null, after: { words: made.words } },
    { action: "synonym-remove", subjectId: String(made.id), before: { words: made.words }, after: null },
  ]);
});

test.each([
  [["only one"], "at least two"],
  [["one", " "], "at least two"],
  [Array.from({ length: 11 }, (_, n) => `word${n}`), "at most 10"],
  [["a", "b c d e f g"], "more than 5 words"],
  [["a", "b-c-d-e-f-g"], "more than 5 words"],
  [["a", "x".repeat(61)], "longer than 60"],
  [["a", "?!"], "no letter or digit"],
  [["Café", "cafe"], "same to a search"],
  [["C++", "c++ "], "same to a search"],
])("%j is refused: %s", async (words, why) => {
  expect(await refusal(words)).toMatch(new RegExp(`^invalid: .*${why}`));
  expect(await synonyms(db)).toEqual([]);
});

test("what looks long but isn't is taken", async () => {
  await add("東京都千代田区", "Chiyoda");
  await add("x".repeat(60), "one two three four five");
  await add("C++", "C#", "C");
  expect(await synonyms(db)).toHaveLength(3);
});

test("the same group is refused, in any order and case", async () => {
  await add("LLM", "language model");
  expect(await refusal(["Language Model", "llm"])).toMatch(/^conflict: .*already/);
  // A word may be in two groups.
  await add("LLM", "language model", "chatbot");
});

test("the same group is refused while somebody else is just adding it", async () => {
  const other = await listener.reserve();
  await other`begin`;
  await other`lock table search_synonym in share row exclusive mode`;
  await other`insert into search_synonym (words) values (array['k8s', 'Kubernetes'])`;
  const second = refusal(["kubernetes", "k8s"]);
  await vi.waitFor(async () => {
    const waiting = await db.execute(sql`select 1 from pg_locks where not granted and database = (
      select oid from pg_database where datname = current_database())`);
    expect(waiting).toHaveLength(1);
  });
  await other`commit`;
  other.release();
  expect(await second).toMatch(/^conflict: .*already/);
});

test("what isn't there can't be removed, and says so", async () => {
  await expect(removeSynonym(db, { id: 999_999, by })).rejects.toMatchObject({ code: "not-found" });
});

test("a removal is offered to be undone for ten minutes, and until the next change", async () => {
  const now = new Date();
  const { id, words } = await add("k8s", "Kubernetes");
  expect(await justRemoved(db, now)).toBeNull();
  await removeSynonym(db, { id, by });
  expect(await justRemoved(db, now)).toMatchObject({ actor: "test", words });
  expect(await justRemoved(db, new Date(now.getTime() + 11 * MINUTE_MS))).toBeNull();
  await add(...words);
  expect(await justRemoved(db, now)).toBeNull();
});
