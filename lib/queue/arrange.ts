/** Articles of a page as lines of the list: those of one event stand together. Pure. */
import { Components } from "../story/components";
import type { Entry } from "./types";

type Placed = { id: number; publishedAt: number; score: number | null; storyId: number | null };

/**
 * Lines in the order of the articles; a group stands where its first article does, who would lead it first.
 * @param alike ids that look like one event, besides those that are in one story
 * @param apart pairs of which an editor said that they are not
 */
export function arranged(articles: Placed[], alike: number[][], apart: [number, number][]): Entry[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const groupOf = new Map<number, number[]>();
  for (const group of together(articles, alike, apart)) for (const id of group) groupOf.set(id, group);
  const entries: Entry[] = [];
  const shown = new Set<number>();
  for (const { id } of articles) {
    if (shown.has(id)) continue;
    const members = (groupOf.get(id) ?? [id]).flatMap((one) => byId.get(one) ?? []);
    for (const member of members) shown.add(member.id);
    entries.push({ ids: wouldLeadFirst(members, articles).map((one) => one.id), spanMs: spanOf(members) });
  }
  return entries;
}

function together(articles: Placed[], alike: number[][], apart: [number, number][]): number[][] {
  const groups = new Components<number>(String);
  for (const group of alike) for (const id of kept(group, apart)) groups.join(id, group[0] as number);
  const stories = new Map<number, number>();
  for (const { id, storyId } of articles) {
    if (storyId === null) continue;
    groups.join(stories.get(storyId) ?? id, id);
    stories.set(storyId, stories.get(storyId) ?? id);
  }
  return groups.all();
}

/** A group without those that were said to be apart from one that comes before them. */
function kept(group: number[], apart: [number, number][]): number[] {
  const isApart = (a: number, b: number) => apart.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
  const left: number[] = [];
  for (const id of group) if (!left.some((one) => isApart(one, id))) left.push(id);
  return left;
}

/** The best expected quality leads, of equals the older; the others stay in the order of the list. */
function wouldLeadFirst(members: Placed[], articles: Placed[]): Placed[] {
  const order = new Map(articles.map(({ id }, index) => [id, index]));
  const place = ({ id }: Placed) => order.get(id) ?? 0;
  const inOrder = [...members].sort((a, b) => place(a) - place(b));
  const [lead] = [...members].sort(
    (a, b) =>
      (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY) ||
      a.publishedAt - b.publishedAt ||
      a.id - b.id,
  );
  return lead ? [lead, ...inOrder.filter((one) => one !== lead)] : [];
}

function spanOf(members: Placed[]): number {
  const times = members.map(({ publishedAt }) => publishedAt);
  return Math.max(...times) - Math.min(...times);
}
