/** What the public may see. Its twin for queries: db/live.ts. */
import type { ArticleState } from "@/db/schema";

export type Scheduled = { state: ArticleState; liveFrom: Date | null; liveUntil: Date | null };

/** Whether an article is live at `now`: published, and within `liveFrom … liveUntil` (the end excluded). */
export function isLive(article: Scheduled, now: Date): boolean {
  return (
    article.state === "published" &&
    (article.liveFrom === null || article.liveFrom <= now) &&
    (article.liveUntil === null || article.liveUntil > now)
  );
}

/** Whether the public has seen an article by `now`, whatever came after: its page then says 410 and not 404. */
export function wasShown(article: Scheduled, now: Date): boolean {
  return (
    article.state === "published" &&
    (article.liveFrom === null || article.liveFrom <= now) &&
    (article.liveUntil === null || article.liveFrom === null || article.liveFrom < article.liveUntil)
  );
}
