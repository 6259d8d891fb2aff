import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { indexArticles } from "../search/index-articles";
import { reindexRenamed } from "./reindex-renamed";

const connection = scratchDatabase();
const { db } = connection;

const untilSomeoneWaits = () =>
  expect
    .poll(async () => {
      const rows = await connection.sql`select 1 from pg_locks where not granted and locktype = 'transactionid'
        and pid in (select pid from pg_stat_activity where datname = current_database())`;
      return rows.length;
    })
    .toBeGreaterThan(0);

test("an article that an editor unpublishes meanwhile has no document again", async () => {
  const id = await anArticle(db, { title: "Withdrawn at noon" });
  await indexArticles(db, [id]);
  const [row] = await db.execute<{ provider: number }>(sql`select provider_id::int as provider from article`);
  const { reindexing } = await db.transaction(async (editor) => {
    await editor.execute(sql`update article set state = 'unpublished' where id = ${id}`);
    await indexArticles(editor, [id]);
    const reindexing = reindexRenamed(db, {
      renamedProviders: new Set([row?.provider ?? 0]),
      renamedTopics: new Set(),
    });
    await untilSomeoneWaits();
    return { reindexing };
  });
  await reindexing;
  expect(await db.execute(sql`select article_id from article_search`)).toHaveLength(0);
});
