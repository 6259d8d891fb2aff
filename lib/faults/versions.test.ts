/** Two versions on one database while a new one is rolled out: the earlier one goes on beside the later one's tables. */
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { brokenInvariants } from "@/db/invariants";
import { missingMigrations } from "@/db/migration-state";
import { article } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { healthOf, isReady } from "../health";
import { changeArticles } from "../publishing/change";
import { cardsByIds } from "../reading/stories";
import { note } from "./testing/table";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-25T12:00:00Z");
const BY = { id: null, name: "test" };
/** Later than any that this version knows. */
const LATER = Date.UTC(2100, 0, 1);

test("a later version has added to the tables, and this one reads and writes", async (context) => {
  const id = await anArticle(db, { title: "Before", state: "published" });
  await db.execute(sql`alter table article add column of_later text not null default 'later'`);
  await db.execute(sql`create table of_later (id bigint primary key, article_id bigint references article (id))`);
  await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${LATER})`);
  const at = performance.now();
  expect(await missingMigrations(db)).toBe(0);
  expect((await healthOf(db, NOW)).ok).toBe(true);
  expect((await cardsByIds(db, [id], NOW)).map(({ title }) => title)).toEqual(["Before"]);
  await changeArticles(db, { edits: [{ id, changes: { title: "After" } }], by: BY, now: NOW });
  const [row] = await db.select().from(article).where(eq(article.id, id));
  expect(row?.title).toBe("After");
  expect(await brokenInvariants(db, NOW)).toEqual([]);
  note(context, { readers: "all pages", writes: "all saved", recoveryS: (performance.now() - at) / 1_000 });
});

test("this version has a migration that is not there yet, and takes no readers until it is", async (context) => {
  const applied = sql`select max(created_at) from drizzle.__drizzle_migrations`;
  await db.execute(
    sql`update drizzle.__drizzle_migrations set created_at = -created_at where created_at = (${applied})`,
  );
  await db.execute(
    sql`update drizzle.__drizzle_migrations set created_at = created_at - 1 where created_at = (${applied})`,
  );
  expect(await isReady(db)).toBe(false);
  const at = performance.now();
  await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('now', ${LATER})`);
  expect(await isReady(db)).toBe(true);
  note(context, {
    readers: "sent to the other version",
    writes: "sent to the other version",
    recoveryS: (performance.now() - at) / 1_000,
  });
});
