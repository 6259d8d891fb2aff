/** The queue as one browser has it: what waits, what was judged and is on its way, what came back. Pure. */
import type { Entry, ProviderRecord, QueueArticle, QueueCursor, QueuePage, StoryPlace } from "@/lib/queue/types";
import { expected } from "@/lib/queue/usual";
import type { TopicRef } from "@/lib/reading/types";
import type { Typed } from "./score";

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
export type Acted = Op & {
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

/** The part of an act that is about one article. */
export const only = (op: Op, id: number): Op => ({ key: op.key, ids: [id], what: op.what, scores: op.scores });

export function byId<T extends { id: number }>(all: T[]): Record<number, T> {
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

export function without<T>(all: Record<number, T>, ids: number[]): Record<number, T> {
  const left = { ...all };
  for (const id of ids) delete left[id];
  return left;
}
