import { beforeEach, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "../errors";
import { createUser, setRole } from "../people/users";
import { changeArticles } from "../publishing/change";
import { takeDown } from "../publishing/take-down";
import { MINUTE_MS } from "../time";
import { lastAct } from "./last-act";
import { undoAct } from "./undo";

const { db, sql } = scratchDatabase();
const by = { id: 1, name: "boss@desk.example" };
const password = "correct horse battery";
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, gone_slug, audit_event, "user" restart identity cascade`;
  await createUser(db, { email: by.name, password, role: "admin" }, { id: null, name: "test" });
});

const judge = async (id: number, quality: number) =>
  (await changeArticles(db, { edits: [{ id, changes: { quality } }], by, now: new Date() })).act;
const last = (now = new Date()) =>
  lastAct(db, 1, now).catch((error: unknown) => (error instanceof AppError ? error.code : error));

test("the last one that a key may take back: no takedown, nobody's role, nothing that was taken back", async () => {
  const [first, second] = [await anArticle(db, {}), await anArticle(db, { slug: "2026-11-20-second" })];
  expect(await last()).toBe("not-found");
  const act = await judge(first, 70);
  const newer = await judge(first, 71);
  await takeDown(db, { id: second, confirmation: "2026-11-20-second", by, now: new Date() });
  await createUser(db, { email: "day@desk.example", password, role: "editor" }, by);
  await setRole(db, "day@desk.example", "admin", by);
  expect(await last()).toBe(newer);
  await undoAct(db, { act: newer, by, now: new Date() });
  expect(await last()).toBe(act);
});

test("not what is long past", async () => {
  const act = await judge(await anArticle(db, {}), 70);
  expect([await last(later(9)), await last(later(11))]).toEqual([act, "not-found"]);
});
