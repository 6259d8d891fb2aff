/** Takes articles that a test made away. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { enqueue } from "../db/outbox";
import { article } from "../db/schema";

/** Deletes the articles that `where` finds, and has search told, so that no other test meets what is left of them. */
export async function removeArticles(db: Db, where: SQL): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx.delete(article).where(where).returning({ id: article.id, storyId: article.storyId });
    const stories = rows.flatMap(({ storyId }) => storyId ?? []);
    await enqueue(
      tx,
      rows.map(({ id }) => id),
    );
    if (stories.length === 0) return;
    await tx.execute(sql`
      delete from story where id in ${stories} and not exists (select 1 from article where story_id = story.id)`);
  });
}
