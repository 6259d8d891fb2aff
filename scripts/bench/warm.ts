/** Postgres's memory as it is where the portal has run for a while. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Say } from "./place";

/** What searches and lists read for each answer; indexes that a request reads little of come by themselves. */
const READ = [
  "article",
  "article_pkey",
  "article_topic",
  "article_topic_article_id_topic_id_pk",
  "article_search",
  "article_search_document",
  "search_word",
];

/** Reads tables and indexes into memory: a first reading of each row from the disk is not what is measured. */
export async function warm(db: Db, say: Say): Promise<void> {
  try {
    await db.execute(sql`create extension if not exists pg_prewarm`);
    for (const name of READ) await db.execute(sql`select pg_prewarm(${name}::regclass)`);
  } catch (error) {
    say(`Postgres is not warmed up: ${error instanceof Error ? error.message : error}`);
  }
}
