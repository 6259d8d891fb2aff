/** What acts make of the desk: done at once, then answered, refused, or taken back. Pure. */
import type { Entry } from "@/lib/queue/types";
import { type Acted, type Action, type Desk, type Op, only, type What, without } from "./desk-state";

const LEAVES = new Set<What["kind"]>(["publish", "leave", "later"]);

/** An act shows at once: what is judged leaves the list, and the next one is there. */
export function acted(desk: Desk, op: Op): Desk {
  const before = Object.fromEntries(op.ids.flatMap((id) => (desk.articles[id] ? [[id, desk.articles[id]]] : [])));
  const isGrouping = op.what.kind === "story" && op.what.into === null;
  const entries = isGrouping ? joined(desk, op.ids) : desk.entries;
  const lines = isGrouping ? { before: desk.entries, after: entries } : null;
  const pending = { ...desk.pending, [op.key]: { ...op, before, lines } };
  const refused = without(desk.refused, op.ids);
  const done = { ...desk, entries, pending, refused, asking: null, typed: null };
  if (!LEAVES.has(op.what.kind)) return { ...done, articles: patched(desk.articles, op), marked: [] };
  const gone = { ...desk.gone };
  for (const id of op.ids) gone[id] = true;
  const left = { ...done, gone, marked: desk.marked.filter((id) => !op.ids.includes(id)) };
  return { ...left, current: nextOf(desk, left) };
}

/** The article after the current one that is still there, else the one before. */
function nextOf(before: Desk, after: Desk): number | null {
  const all = before.entries.flatMap(({ ids }) => ids);
  const at = before.current === null ? 0 : all.indexOf(before.current);
  const isThere = (id: number) => !after.gone[id];
  return all.slice(at).find(isThere) ?? all.slice(0, at).findLast(isThere) ?? null;
}

/** Brings articles of several lines into one, where the first of them stands. */
function joined({ entries, articles }: Desk, ids: number[]): Entry[] {
  const times = ids.flatMap((id) => articles[id]?.publishedAt ?? []);
  const spanMs = Math.max(...times) - Math.min(...times);
  const place = entries.findIndex((entry) => entry.ids.some((id) => ids.includes(id)));
  return entries.flatMap((entry, index) => {
    const rest = entry.ids.filter((id) => !ids.includes(id));
    const own = rest.length > 0 ? [{ ids: rest, spanMs: entry.spanMs }] : [];
    return index === place ? [{ ids, spanMs }, ...own] : own;
  });
}

function patched(articles: Desk["articles"], { ids, what }: Pick<Op, "ids" | "what">): Desk["articles"] {
  const after = { ...articles };
  for (const id of ids) {
    const article = after[id];
    if (!article) continue;
    if (what.kind === "topics") after[id] = { ...article, topics: what.topics[id] ?? article.topics };
    if (what.kind === "story") after[id] = { ...article, story: what.story };
  }
  return after;
}

export function answered(desk: Desk, { key, act, results }: Extract<Action, { type: "answered" }>): Desk {
  const op = desk.pending[key];
  if (!op) return desk;
  const articles = { ...desk.articles };
  for (const { id, version } of results) {
    const article = articles[id];
    if (article && version > article.version) articles[id] = { ...article, version };
  }
  const left = results.filter((result) => result.refused !== null && op.ids.includes(result.id));
  const leftIds = left.map(({ id }) => id);
  const ids = op.ids.filter((id) => !leftIds.includes(id));
  const isDone = ids.length > 0;
  const settled: Desk = {
    ...desk,
    articles,
    pending: without(desk.pending, [key]),
    done: isDone ? { ...desk.done, [act]: { ...op, ids } } : desk.done,
    drafts: LEAVES.has(op.what.kind) ? without(desk.drafts, ids) : desk.drafts,
  };
  const refused = { ...settled.refused };
  for (const { id, refused: message } of left) {
    refused[id] = { op: only(op, id), code: "refused", message: message ?? "", elsewhere: null };
  }
  return left.length === 0 ? settled : back({ ...settled, refused }, op, leftIds);
}

export function failed(desk: Desk, { key, code, message, ...given }: Extract<Action, { type: "failed" }>): Desk {
  const op = desk.pending[key];
  if (!op) return desk;
  const refused = { ...desk.refused };
  for (const id of op.ids) refused[id] = { op: only(op, id), code, message, elsewhere: given.elsewhere ?? null };
  const settled = back({ ...desk, refused, pending: without(desk.pending, [key]) }, op, op.ids);
  const { version } = given;
  const [id] = op.ids;
  const article = id === undefined ? undefined : settled.articles[id];
  if (version === undefined || !article) return settled;
  return { ...settled, articles: { ...settled.articles, [article.id]: { ...article, version } } };
}

/** Articles as they were before an act that was not done; what is still under way with them stays. */
function back(desk: Desk, op: Acted, ids: number[]): Desk {
  let articles = { ...desk.articles };
  for (const id of ids) {
    const [was, is] = [op.before[id], articles[id]];
    if (was && is) articles[id] = { ...is, topics: was.topics, story: was.story };
  }
  for (const later of Object.values(desk.pending)) {
    const shared = later.ids.filter((id) => ids.includes(id));
    articles = patched(articles, { ids: shared, what: later.what });
  }
  if (!LEAVES.has(op.what.kind)) return { ...desk, articles, entries: unjoined(desk.entries, op) };
  return { ...desk, articles, gone: without(desk.gone, ids), current: desk.current ?? ids[0] ?? null };
}

/** The lines before they were brought into one, unless they changed again. */
const unjoined = (entries: Entry[], { lines }: Acted): Entry[] => (lines?.after === entries ? lines.before : entries);

/** What somebody else judged meanwhile leaves the list. */
export function settledElsewhere(desk: Desk, id: number): Desk {
  const left = { ...desk, refused: without(desk.refused, [id]), gone: { ...desk.gone, [id]: true as const } };
  const marked = desk.marked.filter((one) => one !== id);
  return {
    ...left,
    marked,
    drafts: without(desk.drafts, [id]),
    current: desk.current === id ? nextOf(desk, left) : desk.current,
  };
}

export function undone(desk: Desk, act: number): Desk {
  const op = desk.done[act];
  if (!op) return desk;
  const articles = { ...desk.articles };
  for (const id of op.ids) {
    const [was, is] = [op.before[id], articles[id]];
    // Taking back is a change, too; what else happened meanwhile comes with the fresh page.
    if (was && is) articles[id] = { ...is, topics: was.topics, story: was.story, version: is.version + 1 };
  }
  const done = without(desk.done, [act]);
  if (!LEAVES.has(op.what.kind)) return { ...desk, articles, done, entries: unjoined(desk.entries, op) };
  const current = op.ids[0] ?? desk.current;
  const drafts = { ...desk.drafts, ...op.scores };
  return { ...desk, articles, done, drafts, gone: without(desk.gone, op.ids), current, typed: null, asking: null };
}
