/** How search does: who answers, what waits, what failed. */
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { liveCondition } from "@/db/live";
import { outboxBacklog } from "@/db/outbox";
import { article, outbox } from "@/db/schema";

export type SearchStatus = {
  /** Who answers searches now. */
  engine: "postgres" | "meilisearch";
  /** How each outside engine is; none where none is set. `target` is its address without secrets. */
  targets: {
    target: string;
    state: "ready" | "building" | "behind" | "away" | "unknown";
    detail: string | null;
    documents: number | null;
    checkedAt: Date | null;
    drift: { missing: number; extra: number; stale: number; checkedAt: Date } | null;
    rebuild: { done: number; total: number; startedAt: Date } | null;
  }[];
  /** Live articles: what an index should hold. */
  expected: number;
  waiting: number;
  oldestWaitingMs: number;
  parked: { articleId: number; title: string | null; attempts: number; error: string | null; parkedAt: Date }[];
};

export async function searchStatus(db: Db, now: Date): Promise<SearchStatus> {
  const [expected, { waiting, oldest }, parked] = await Promise.all([
    db.$count(article, liveCondition(now)),
    outboxBacklog(db),
    db.execute<{ id: string; title: string | null; attempts: number; error: string | null; at: string }>(sql`
      select ${outbox.articleId} as id, ${article.title} as title, attempts, last_error as error, parked_at as at
        from ${outbox} left join ${article} on ${article.id} = ${outbox.articleId}
       where parked_at is not null order by parked_at desc limit 50`),
  ]);
  return {
    engine: "postgres",
    targets: [],
    expected,
    waiting: waiting - parked.length,
    oldestWaitingMs: oldest ? Math.max(now.getTime() - oldest.getTime(), 0) : 0,
    parked: parked.map(({ id, at, ...rest }) => ({ ...rest, articleId: Number(id), parkedAt: new Date(at) })),
  };
}

export async function requestRebuild(_db: Db): Promise<void> {}

export async function retryParked(db: Db): Promise<number> {
  const retried = await db
    .update(outbox)
    .set({ parkedAt: null, attempts: 0, availableAt: sql`now()` })
    .where(sql`${outbox.parkedAt} is not null`)
    .returning({ id: outbox.id });
  return retried.length;
}
