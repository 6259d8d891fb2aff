/** Words that mean the same to a search, as editors give them. */
import { announce } from "@/db/announce";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import {
  allSynonyms,
  deleteSynonym,
  insertSynonym,
  latestRemoval,
  lockSynonyms,
  type Removal,
  type Synonym,
} from "@/db/search-synonyms";
import { MINUTE_MS } from "@/lib/time";
import { SYNONYMS_TAG } from "../cache-tags";
import { AppError } from "../errors";
import { tidy } from "./query";
import { tokens, words as wordsOf } from "./tokens";

export type { Synonym } from "@/db/search-synonyms";

const MIN_ENTRIES = 2;
const MAX_ENTRIES = 10;
const MAX_ENTRY_WORDS = 5;
const MAX_ENTRY_LENGTH = 60;
/** Each search reads them all. */
const MAX_GROUPS = 500;
/** For so long a removal is offered to be undone. */
const REGRET_MS = 10 * MINUTE_MS;
const SUBJECT = "search_synonym";
const REMOVE = "synonym-remove";

/** Every group, the newest first. Read at each use: there are few, and no process can be behind. */
export async function synonyms(db: Db): Promise<Synonym[]> {
  return allSynonyms(db);
}

/** For each group the words as the tokeniser has them, for the engines: [["ai"], ["artificial","intelligence"]] */
export function synonymTokens(groups: Synonym[]): string[][][] {
  return groups.map(({ words }) => words.map(wordsOf));
}

/**
 * Makes these words mean the same in every search from now on.
 * @throws AppError invalid (with the field `words`), conflict when there is such a group
 */
export async function addSynonym(db: Db, { words, by }: { words: string[]; by: Actor }): Promise<Synonym> {
  const entries = words.map((entry) => tidy(entry).normalize("NFC")).filter(Boolean);
  const problem = problemWith(entries);
  if (problem) throw new AppError("invalid", { message: problem, fields: { words: problem } });
  return db.transaction(async (tx) => {
    await lockSynonyms(tx);
    const groups = await allSynonyms(tx);
    if (groups.length >= MAX_GROUPS) {
      throw new AppError("conflict", { message: `There are ${MAX_GROUPS} synonyms already. Remove one first.` });
    }
    const group = keyOfGroup(entries);
    if (groups.some((other) => keyOfGroup(other.words) === group)) {
      throw new AppError("conflict", { message: "These are synonyms already." });
    }
    const made = await insertSynonym(tx, entries);
    const after = { words: made.words };
    await appendAudit(tx, { by, action: "synonym-add", subject: SUBJECT, subjectId: made.id, after });
    await announce(tx, [SYNONYMS_TAG]);
    return made;
  });
}

/** Gives what was removed. @throws AppError not-found */
export async function removeSynonym(db: Db, { id, by }: { id: number; by: Actor }): Promise<Synonym> {
  return db.transaction(async (tx) => {
    const removed = await deleteSynonym(tx, id);
    if (!removed) throw new AppError("not-found", { message: "Somebody else removed it already." });
    const before = { words: removed.words };
    await appendAudit(tx, { by, action: REMOVE, subject: SUBJECT, subjectId: id, before });
    await announce(tx, [SYNONYMS_TAG]);
    return removed;
  });
}

/** The group that was removed a moment ago, while nothing was added or removed since; else null. */
export async function justRemoved(db: Db, now: Date): Promise<Removal | null> {
  return latestRemoval(db, { subject: SUBJECT, action: REMOVE, since: new Date(now.getTime() - REGRET_MS) });
}

/** What keeps these from being synonyms, in a sentence; null when nothing does. */
function problemWith(entries: string[]): string | null {
  if (entries.length < MIN_ENTRIES) return "Give at least two, with a comma between.";
  if (entries.length > MAX_ENTRIES) return `Give at most ${MAX_ENTRIES}.`;
  const seen = new Map<string, string>();
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_LENGTH) return `“${entry}” is longer than ${MAX_ENTRY_LENGTH} characters.`;
    if (wordCount(entry) > MAX_ENTRY_WORDS) return `“${entry}” has more than ${MAX_ENTRY_WORDS} words.`;
    const key = keyOf(entry);
    if (!key) return `“${entry}” has no letter or digit to search for.`;
    const same = seen.get(key);
    if (same !== undefined) return `“${same}” and “${entry}” are the same to a search already.`;
    seen.set(key, entry);
  }
  return null;
}

/** A run of a script without spaces is one word here, however many pairs of signs it is searched by. */
const wordCount = (entry: string): number =>
  Math.max(entry.split(" ").length, tokens(entry).filter(({ sign }) => !sign).length);

const keyOf = (entry: string): string => wordsOf(entry).join(" ");
const keyOfGroup = (entries: string[]): string => entries.map(keyOf).sort().join(", ");
