/** What would follow from an act, in sentences, before it is done. Pure: the rules of stories, and words. */
import { outcomeOf } from "@/lib/story/outcome";
import type { Member } from "@/lib/story/rules";

type Told = Member & { provider: string };

export const degrees = (heat: number | null) => (heat === null ? "no heat" : `${heat}°`);
const articles = (count: number) => (count === 1 ? "1 article" : `${count} articles`);
/** The heat of an article alone. */
const alone = ({ heatGiven, quality }: Member) => heatGiven ?? quality;

/** `Heat rises from 86° to 96°.` */
export function change(before: number | null, after: number | null): string {
  if (before === after) return `Heat stays ${degrees(after)}.`;
  if (before === null) return after === null ? "" : `Heat becomes ${degrees(after)}.`;
  if (after === null) return `Its ${degrees(before)} are gone: nobody leads.`;
  return `Heat ${after > before ? "rises" : "falls"} from ${degrees(before)} to ${degrees(after)}.`;
}

/** What is left of a story without some, and what becomes of those. */
export function splitEffect(members: Told[], ids: ReadonlySet<number>, { together = false } = {}): string {
  const [taken, left] = [members.filter(({ id }) => ids.has(id)), members.filter(({ id }) => !ids.has(id))];
  const before = outcomeOf(members);
  const after = outcomeOf(left);
  const isOwn = together && taken.length > 1;
  const own = isOwn
    ? `They are a story of ${articles(taken.length)}: ${leads(outcomeOf(taken))}`
    : `${taken.length === 1 ? "Alone it has" : "Alone they have"} ${taken.map((one) => degrees(alone(one))).join(", ")}.`;
  if (left.length < 2) return `The story ends: ${left.length === 0 ? "nobody is" : "one article is"} left. ${own}`;
  return `${articles(left.length)} stay. ${change(before.heat, after.heat)} ${own}`;
}

/** What a story would be led by. */
export function leadEffect(members: Told[], id: number | null): string {
  const after = outcomeOf(members.map((member) => ({ ...member, leadGiven: member.id === id })));
  const before = outcomeOf(members);
  const chosen = members.find((member) => member.id === id);
  if (chosen && chosen.state !== "published") return "It leads as soon as it is published.";
  if (chosen && after.lead !== null && after.lead.id !== id) return "It leads while it is live, which it is not now.";
  return `${after.lead ? `${after.lead.provider} leads. ` : ""}${change(before.heat, after.heat)}`;
}

/** What two or more groups would be as one. The first keeps its chosen lead. */
export function mergeEffect(first: Told[], ...others: Told[][]): string {
  const rest = others.flat().map((one) => ({ ...one, leadGiven: false }));
  const all = [...new Map([...rest, ...first].map((one) => [one.id, one])).values()];
  const before = outcomeOf(first).heat;
  const after = outcomeOf(all);
  return `A story of ${articles(all.length)}. ${after.lead ? `${after.lead.provider} leads. ` : ""}${after.lead ? change(before, after.heat) : leads(after)}`;
}

function leads({ lead, first, heat }: ReturnType<typeof outcomeOf<Told>>): string {
  if (lead) return `${lead.provider} leads with ${degrees(heat)}.`;
  return first ? `Nothing of it is published; ${first.provider} would lead.` : "";
}
