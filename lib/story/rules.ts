/** Which article leads a story, and what heat its members have. Pure: no I/O, no clock. */
import type { ArticleState } from "@/db/schema";
import { isLive, type Scheduled } from "../article/live";

export type Member = {
  id: number;
  state: ArticleState;
  /** Readers have it now: it is published, and its schedule has begun and not ended. */
  isLive: boolean;
  quality: number | null;
  publishedAt: Date;
  /** Set by hand; null when heat follows the rule. */
  heatGiven: number | null;
  /** An editor chose it to lead. */
  leadGiven?: boolean;
};

const HEAT_PER_MEMBER = 10;
export const COVERAGE_HEAT = -1;
const INT4_MAX = 2 ** 31 - 1;

type Ranked = Pick<Member, "id" | "quality" | "publishedAt">;

/** Best first: by quality, then the older, then the one that came first. */
export function byQuality(a: Ranked, b: Ranked): number {
  return (
    (b.quality ?? Number.NEGATIVE_INFINITY) - (a.quality ?? Number.NEGATIVE_INFINITY) ||
    a.publishedAt.getTime() - b.publishedAt.getTime() ||
    a.id - b.id
  );
}

/** Articles as members of a story at `now`. */
export function membersAt<A extends Scheduled>(articles: A[], now: Date): (A & { isLive: boolean })[] {
  return articles.map((article) => ({ ...article, isLive: isLive(article, now) }));
}

/**
 * Of the live articles the one that an editor chose, else the best one; where none is live, the same of the published
 * ones. None while nothing is published.
 */
export function leadOf<M extends Member>(members: M[]): M | undefined {
  const live = members.filter((member) => member.isLive);
  const able = live.length > 0 ? live : members.filter(({ state }) => state === "published");
  return able.find(({ leadGiven }) => leadGiven) ?? able.sort(byQuality)[0];
}

/** Heat by the rule: of a lead, of coverage, or of an article alone. */
function ruleHeat(member: Member, { leadId, size }: { leadId: number | undefined; size: number }): number | null {
  if (size <= 1) return member.quality;
  if (leadId !== member.id) return COVERAGE_HEAT;
  if (member.quality === null) return null;
  return Math.min(member.quality + HEAT_PER_MEMBER * (size - 1), INT4_MAX);
}

export type Settled<M> = { member: M; isCoverage: boolean; heat: number | null; rule: number | null };

/** What a story makes of its members: `heat` is what counts, `rule` what it is unless set by hand. */
export function settled<M extends Member>(members: M[]): Settled<M>[] {
  const place = { leadId: leadOf(members)?.id, size: members.length };
  return members.map((member) => {
    const rule = ruleHeat(member, place);
    const isCoverage = members.length > 1 && member.id !== place.leadId;
    return { member, isCoverage, rule, heat: member.heatGiven ?? rule };
  });
}
