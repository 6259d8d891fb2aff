/** The queue as one browser has it: what waits, what was judged and is on its way, what came back. Pure. */
import type { Entry, ProviderRecord, QueueArticle, QueueCursor, QueuePage, StoryPlace } from "@/lib/queue/types";
import { expected } from "@/lib/queue/usual";
import type { TopicRef } from "@/lib/reading/types";
import { step, type Typed, typeDigit } from "./score";

/** One act on one or several articles. */
export type What =
  | { kind: "publish"; from: number | null }
  | { kind: "leave" }
  | { kind: "later"; until: number }
  | { kind: "topics"; topics: Record<number, TopicRef[]> }
  | { kind: "story"; story: StoryPlace; into: number | null };

export type Op = {
  key: number;
  ids: number[];
  what: What;
  /** The quality given with it, by article; absent: as it is. */
  scores: Record<number, number>;
};

/** An act with what it changed here. */
type Acted = Op & {
  before: Record<number, QueueArticle>;
  /** Lines of the list before and after, where it moved any. */
  lines: { before: Entry[]; after: Entry[] } | null;
};

/** Why an act was not done. */
export type Refused = {
  op: Op;
  code: string;
  message: string;
  /** Its state now, where somebody else judged it meanwhile. */
  elsewhere: string | null;
};

export type Desk = {
  entries: Entry[];
  articles: Record<number, QueueArticle>;
  providers: Record<number, ProviderRecord>;
  /** How many wait on the server under this filter, those here among them. */
  total: number;
  next: QueueCursor | null;
  current: number | null;
  marked: number[];
  /** Scores typed and not yet given. */
  drafts: Record<number, number>;
  typed: Typed | null;
  /** Below the minimum: Enter again publishes these at these scores. */
  asking: { ids: number[]; message: string } | null;
  /** Under way, by key. */
  pending: Record<number, Acted>;
  /** Done: by act, so that taking it back puts its articles back. */
  done: Record<number, Acted>;
  refused: Record<number, Refused>;
  /** Not in the list any more: judged, or on the way. */
  gone: Record<number, true>;
};

export type Result = { id: number; version: number; refused: string | null };

export type Action =
  | { type: "move"; by: number }
  | { type: "select"; id: number }
  | { type: "digit"; digit: number; shift: boolean }
  | { type: "step"; by: number; start: number }
  | { type: "score"; score: number }
  | { type: "mark"; id: number }
  | { type: "escape" }
  | { type: "ask"; ids: number[]; message: string }
  | { type: "act"; op: Op }
  | { type: "answered"; key: number; act: number; results: Result[] }
  | { type: "failed"; key: number; code: string; message: string; version?: number; elsewhere?: string | null }
  | { type: "let-be"; id: number }
  | { type: "undone"; act: number }
  | { type: "fresh"; page: QueuePage; total: number; reorder: boolean }
  | { type: "more"; page: QueuePage }
  | { type: "remembered"; drafts: Record<number, number>; unsent: Op[]; versions: Record<number, number> };

export function openDesk(page: QueuePage & { total: number }): Desk {
  const articles = byId(page.articles);
  return {
    entries: page.entries,
    articles,
    providers: byId(page.providers),
    total: page.total,
    next: page.next,
    current: page.entries[0]?.ids[0] ?? null,
    marked: [],
    drafts: {},
    typed: null,
    asking: null,
    pending: {},
    done: {},
    refused: {},
    gone: {},
  };
}

/** Ids that are shown, in order. */
export const shownIds = ({ entries, gone }: Pick<Desk, "entries" | "gone">): number[] =>
  entries.flatMap(({ ids }) => ids.filter((id) => !gone[id]));

/** What an act is done to: the marked ones, else the current one. */
export const targets = ({ marked, current }: Desk): number[] =>
  marked.length > 0 ? marked : current === null ? [] : [current];

/** The score that an article would be published at; null: nobody said one, and there is nothing to go by. */
export function scoreOf(desk: Desk, id: number): number | null {
  const article = desk.articles[id];
  return desk.drafts[id] ?? (article ? expected(article.quality, desk.providers[article.providerId]?.usual) : null);
}

/** The articles that stand on one thread with this one, itself among them. */
export function threadOf(desk: Desk, id: number): number[] {
  const entry = desk.entries.find(({ ids }) => ids.includes(id));
  return entry ? entry.ids.filter((one) => !desk.gone[one]) : [];
}

/** How many wait, without those that left the list here. */
export const waiting = (desk: Desk): number => Math.max(desk.total - Object.keys(desk.gone).length, 0);

/** Whether leaving now would lose something. */
export const isUnsaved = ({ pending, refused }: Desk): boolean =>
  Object.keys(pending).length > 0 || Object.values(refused).some(({ code }) => code === "unreachable");

const LEAVES = new Set<What["kind"]>(["publish", "leave", "later"]);

export function reduce(desk: Desk, action: Action): Desk {
  switch (action.type) {
    case "move":
      return select(desk, neighbour(desk, action.by));
    case "select":
      return select(desk, action.id);
    case "digit": {
      const typed = typeDigit(desk.typed, action.digit, action.shift);
      return { ...drafted(desk, () => typed.score), typed };
    }
    case "step":
      return drafted(desk, (id) => step(scoreOf(desk, id), action.by, action.start));
    case "score":
      return drafted(desk, () => action.score);
    case "mark": {
      const marked = desk.marked.includes(action.id)
        ? desk.marked.filter((id) => id !== action.id)
        : [...desk.marked, action.id];
      return { ...desk, marked, typed: null, asking: null };
    }
    case "escape":
      return desk.asking ? { ...desk, asking: null } : { ...desk, marked: [], typed: null };
    case "ask":
      return { ...desk, asking: { ids: action.ids, message: action.message }, typed: null };
    case "act":
      return acted(desk, action.op);
    case "answered":
      return answered(desk, action);
    case "failed":
      return failed(desk, action);
    case "let-be":
      return settledElsewhere(desk, action.id);
    case "undone":
      return undone(desk, action.act);
    case "fresh":
      return fresh(desk, action);
    case "more":
      return more(desk, action.page);
    case "remembered":
      return remembered(desk, action);
  }
}

function select(desk: Desk, current: number | null): Desk {
  return current === desk.current ? desk : { ...desk, current, typed: null, asking: null };
}

function neighbour(desk: Desk, by: number): number | null {
  const ids = shownIds(desk);
  const at = desk.current === null ? -1 : ids.indexOf(desk.current);
  return ids[Math.min(Math.max(at + by, 0), ids.length - 1)] ?? null;
}

function drafted(desk: Desk, score: (id: number) => number): Desk {
  const drafts = { ...desk.drafts };
  for (const id of targets(desk)) drafts[id] = score(id);
  return { ...desk, drafts, typed: null, asking: null };
}

/** An act shows at once: what is judged leaves the list, and the next one is there. */
function acted(desk: Desk, op: Op): Desk {
  const before = Object.fromEntries(op.ids.flatMap((id) => (desk.articles[id] ? [[id, desk.articles[id]]] : [])));
  const isGrouping = op.what.kind === "story" && op.what.into === null;
  const entries = isGrouping ? joined(desk.entries, op.ids) : desk.entries;
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
function joined(entries: Entry[], ids: number[]): Entry[] {
  const place = entries.findIndex((entry) => entry.ids.some((id) => ids.includes(id)));
  return entries.flatMap((entry, index) => {
    const rest = entry.ids.filter((id) => !ids.includes(id));
    const own = rest.length > 0 ? [{ ids: rest, spanMs: entry.spanMs }] : [];
    return index === place ? [{ ids, spanMs: entry.spanMs }, ...own] : own;
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

function answered(desk: Desk, { key, act, results }: Extract<Action, { type: "answered" }>): Desk {
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

function failed(desk: Desk, { key, code, message, ...given }: Extract<Action, { type: "failed" }>): Desk {
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
function settledElsewhere(desk: Desk, id: number): Desk {
  const left = { ...desk, refused: without(desk.refused, [id]), gone: { ...desk.gone, [id]: true as const } };
  const marked = desk.marked.filter((one) => one !== id);
  return {
    ...left,
    marked,
    drafts: without(desk.drafts, [id]),
    current: desk.current === id ? nextOf(desk, left) : desk.current,
  };
}

function undone(desk: Desk, act: number): Desk {
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

/** The page was read anew. The list stays as it is, unless the editor asked for another order or filter. */
function fresh(desk: Desk, { page, total, reorder }: Extract<Action, { type: "fresh" }>): Desk {
  const articles = reorder ? byId(page.articles) : { ...desk.articles };
  const gone: Desk["gone"] = reorder ? {} : { ...desk.gone };
  const busy = new Set(Object.values(desk.pending).flatMap(({ ids }) => ids));
  for (const article of page.articles) {
    const known = desk.articles[article.id];
    if (known && (busy.has(article.id) || known.version > article.version)) {
      // The page is older than what is known here.
      articles[article.id] = known;
      if (desk.gone[article.id]) gone[article.id] = true;
      continue;
    }
    // It is queued in a version that was not seen gone: somebody put it back.
    if (!known || known.version < article.version) delete gone[article.id];
    else if (desk.gone[article.id]) gone[article.id] = true;
    articles[article.id] = article;
  }
  const there = new Set(page.articles.map(({ id }) => id));
  const countedGone = Object.fromEntries(Object.entries(gone).filter(([id]) => there.has(Number(id)) || !reorder));
  const entries = reorder ? page.entries : [...desk.entries, ...newcomers(desk, page)];
  const after: Desk = {
    ...desk,
    entries,
    articles,
    gone: countedGone as Desk["gone"],
    providers: { ...desk.providers, ...byId(page.providers) },
    total: total + Object.keys(countedGone).filter((id) => !there.has(Number(id))).length,
    next: reorder ? page.next : desk.next,
  };
  const ids = shownIds(after);
  const current = after.current !== null && ids.includes(after.current) ? after.current : (ids[0] ?? null);
  return { ...after, current, marked: desk.marked.filter((id) => ids.includes(id)), typed: null, asking: null };
}

function newcomers(desk: Desk, page: QueuePage): Entry[] {
  const known = new Set(desk.entries.flatMap(({ ids }) => ids));
  return page.entries.flatMap((entry) => {
    const ids = entry.ids.filter((id) => !known.has(id));
    return ids.length > 0 ? [{ ...entry, ids }] : [];
  });
}

function more(desk: Desk, page: QueuePage): Desk {
  const articles = { ...byId(page.articles), ...desk.articles };
  const entries = [...desk.entries, ...newcomers(desk, page)];
  const after = {
    ...desk,
    entries,
    articles,
    providers: { ...byId(page.providers), ...desk.providers },
    next: page.next,
  };
  return { ...after, current: desk.current ?? shownIds(after)[0] ?? null };
}

/** What this browser kept of before a reload: scores that were typed, and acts that nobody answered. */
function remembered(desk: Desk, { drafts, unsent, versions }: Extract<Action, { type: "remembered" }>): Desk {
  const kept = Object.fromEntries(Object.entries(drafts).filter(([id]) => desk.articles[Number(id)]));
  const refused = { ...desk.refused };
  for (const op of unsent) {
    for (const id of op.ids) {
      const article = desk.articles[id];
      // In a later version it was done, or somebody else changed it.
      if (!article || article.version !== versions[id]) continue;
      const message = "This was not saved when the page was left.";
      refused[id] = { op: only(op, id), code: "unreachable", message, elsewhere: null };
    }
  }
  return { ...desk, drafts: { ...kept, ...desk.drafts }, refused };
}

const only = (op: Op, id: number): Op => ({ key: op.key, ids: [id], what: op.what, scores: op.scores });

function byId<T extends { id: number }>(all: T[]): Record<number, T> {
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

function without<T>(all: Record<number, T>, ids: number[]): Record<number, T> {
  const left = { ...all };
  for (const id of ids) delete left[id];
  return left;
}
