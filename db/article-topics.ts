/** Which topics an article has, in the order its file gives them. */
import { sql } from "drizzle-orm";
import { anyOf } from "./any-of";
import type { Db } from "./client";
import { articleTopic, topic } from "./schema";

/** Topic ids and names by article, in order. */
export async function topicsOfArticles(
  db: Db,
  articleIds: number[],
): Promise<Map<number, { id: string; name: string }[]>> {
  const found = new Map<number, { id: string; name: string }[]>();
  if (articleIds.length === 0) return found;
  const rows = await db
    .select({ articleId: articleTopic.articleId, id: topic.id, name: topic.name })
    .from(articleTopic)
    .innerJoin(topic, sql`${topic.id} = ${articleTopic.topicId}`)
    .where(anyOf(articleTopic.articleId, articleIds))
    .orderBy(articleTopic.articleId, articleTopic.position);
  for (const { articleId, ...rest } of rows) {
    const list = found.get(articleId);
    if (list) list.push(rest);
    else found.set(articleId, [rest]);
  }
  return found;
}

/** Replaces the topics of existing articles. */
export async function setArticleTopics(tx: Db, topics: Map<number, string[]>): Promise<void> {
  if (topics.size === 0) return;
  await tx.delete(articleTopic).where(anyOf(articleTopic.articleId, [...topics.keys()]));
  await addArticleTopics(tx, topics);
}

/** Gives articles that have no topics yet theirs. */
export async function addArticleTopics(tx: Db, topics: Map<number, string[]>): Promise<void> {
  const rows = [...topics].flatMap(([articleId, ids]) =>
    ids.map((topicId, position) => ({ article_id: articleId, topic_id: topicId, position })),
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into article_topic (article_id, topic_id, position, published_at, published)
    select article_id, topic_id, position, article.published_at, article.state = 'published'
      from json_to_recordset(${JSON.stringify(rows)}::json) as given(article_id bigint, topic_id text, position int)
      join article on article.id = article_id`);
}
