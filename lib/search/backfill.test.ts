import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { articleSearch, outbox, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { repairDocumentTopics } from "./backfill";
import { indexArticles } from "./index-articles";

const { db } = scratchDatabase();

test("documents of before topics above counted, or with topics that are gone, are written anew, and only these", async () => {
  await db.insert(topic).values([
    { id: "data", name: "Data" },
    { id: "sync", name: "Sync", parent: "Data" },
  ]);
  const ids: number[] = [];
  for (const topics of [["Sync"], ["Sync", "Data"], ["Data"], [], ["Web"]]) ids.push(await anArticle(db, { topics }));
  await indexArticles(db, ids);
  const documents = () => db.select().from(articleSearch).orderBy(articleSearch.articleId);
  const right = await documents();
  expect(right.map(({ topicIds }) => topicIds)).toEqual([["sync", "data"], ["sync", "data"], ["data"], [], ["web"]]);
  expect(await repairDocumentTopics(db)).toBe(0);

  const [first, , , fourth] = ids;
  await db.execute(sql`
    update article_search set topic_ids = '{sync}', document = ts_delete(document, '|tdata') where article_id = ${first}`);
  await db.execute(sql`
    update article_search set topic_ids = '{gone}', document = document || '''|tgone'''::tsvector where article_id = ${fourth}`);
  expect(await repairDocumentTopics(db, { telling: true })).toBe(2);
  expect(await documents()).toEqual(right);
  expect((await db.select().from(outbox)).map(({ articleId }) => articleId)).toEqual([first, fourth]);
  expect(await repairDocumentTopics(db)).toBe(0);
});
