import { type Addressee, articleAt, articleOnceAt } from "@/db/article-address";
import { type CardRow, liveCardBySlug, storyMembers } from "@/db/cards";
import type { Db } from "@/db/client";
import { correctionOf } from "@/db/corrections";
import { goneAmong } from "@/db/gone";
import { updateTimes } from "@/db/update-times";
import { cardOf, coverageOf } from "../article/card";
import { articleTag, FRAME_TAG, providerTag, storyTag, topicTag } from "../cache-tags";
import { alikeTo } from "./alike";
import { datesOf } from "./page";
import { providerAside } from "./providers";
import type { Read } from "./read";
import type { ArticlePage } from "./types";

const HEAT_PER_SOURCE = 10;

export type Found =
  | { kind: "live"; page: ArticlePage }
  | { kind: "moved"; slug: string }
  | { kind: "gone" }
  | { kind: "unknown" };

export async function articlePage(db: Db, now: Date, slug: string): Promise<Read<{ found: Found }>> {
  const row = await liveCardBySlug(db, slug, now);
  if (row) return livePage(db, now, row);
  const here = await articleAt(db, slug, now);
  const before = here ? null : await articleOnceAt(db, slug, now);
  const article = here ?? before;
  if (!article && (await goneAmong(db, [slug])).has(slug))
    return { value: { found: { kind: "gone" } }, tags: [], dates: [] };
  return { value: { found: notLive(article) }, tags: article ? [articleTag(article.id)] : [], dates: [] };
}

function notLive(article: Addressee | null): Found {
  if (article?.isLive && article.slug) return { kind: "moved", slug: article.slug };
  return { kind: article?.wasLive ? "gone" : "unknown" };
}

async function livePage(db: Db, now: Date, row: CardRow): Promise<Read<{ found: Found }>> {
  const article = cardOf(row);
  const [members, alike, provider, correction, updates] = await Promise.all([
    article.storyId === null ? [] : storyMembers(db, [article.storyId], now),
    alikeTo(db, article, now),
    providerAside(db, article.provider.id, now, article.id),
    correctionOf(db, article.id),
    updateTimes(db, [article.id]),
  ]);
  const others = members.filter((member) => member.id !== article.id);
  const lead = others.find((member) => !member.isCoverage && member.isLive);
  const coverage = others.map(coverageOf).sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
  const page: ArticlePage = {
    article,
    lead: lead ? coverageOf(lead) : null,
    coverage,
    heat: heatOf(row),
    correction,
    updatedAt: updates.get(article.id) ?? null,
    alike,
    provider,
  };
  return {
    value: { found: { kind: "live", page } },
    tags: [
      FRAME_TAG,
      articleTag(article.id),
      providerTag(article.provider.id),
      ...(article.storyId === null ? [] : [storyTag(article.storyId)]),
      ...article.topics.map((topic) => topicTag(topic.id)),
      ...alike.map((other) => articleTag(other.id)),
    ],
    dates: datesOf([article, ...coverage, ...alike, ...provider.recent]),
  };
}

/** The sum behind the rank; coverage has none. Heat that the rule does not give was set by hand. */
function heatOf(row: CardRow): ArticlePage["heat"] {
  if (row.isCoverage || row.heat === null || row.quality === null) return null;
  const byHand = row.heatGiven !== null;
  const others = byHand ? 0 : Math.round((row.heat - row.quality) / HEAT_PER_SOURCE);
  return { quality: row.quality, others, total: row.heat, byHand };
}
