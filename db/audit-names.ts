/** What the subjects of the record are called now. */
import { inArray } from "drizzle-orm";
import type { Db } from "./client";
import { article, provider, topic, user, webhook } from "./schema";

/** Names by `subject:id`; of what is gone, none. */
export async function namesOf(
  db: Db,
  subjects: { subject: string; subjectId: string | null }[],
): Promise<Map<string, string>> {
  const ids = (subject: string) => [
    ...new Set(subjects.flatMap((one) => (one.subject === subject && one.subjectId !== null ? [one.subjectId] : []))),
  ];
  const numbers = (subject: string) => ids(subject).map(Number).filter(Number.isSafeInteger);
  const [articles, providers, topics, users, webhooks] = await Promise.all([
    named([...numbers("article"), ...numbers("story_apart")], (some) =>
      db.select({ id: article.id, name: article.title }).from(article).where(inArray(article.id, some)),
    ),
    named(numbers("provider"), (some) =>
      db.select({ id: provider.id, name: provider.name }).from(provider).where(inArray(provider.id, some)),
    ),
    named(ids("topic"), (some) =>
      db.select({ id: topic.id, name: topic.name }).from(topic).where(inArray(topic.id, some)),
    ),
    named(numbers("user"), (some) =>
      db.select({ id: user.id, name: user.email }).from(user).where(inArray(user.id, some)),
    ),
    named(numbers("webhook"), (some) =>
      db.select({ id: webhook.id, name: webhook.url }).from(webhook).where(inArray(webhook.id, some)),
    ),
  ]);
  const keyed = (subject: string, rows: { id: string | number; name: string }[]) =>
    rows.map(({ id, name }) => [`${subject}:${id}`, name] as const);
  return new Map([
    ...keyed("article", articles),
    // Recorded by one of its articles.
    ...keyed("story_apart", articles),
    ...keyed("provider", providers),
    ...keyed("topic", topics),
    ...keyed("user", users),
    ...keyed("webhook", webhooks),
  ]);
}

async function named<Id, Row>(ids: Id[], read: (ids: Id[]) => Promise<Row[]>): Promise<Row[]> {
  return ids.length === 0 ? [] : read(ids);
}
