/** When the vocabulary is counted anew: it reads every document, so not without need. */
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { setting } from "@/db/schema";
import { vocabularySize } from "@/db/search-words";
import { DAY_MS } from "../time";
import { recountWords } from "./vocabulary";

const KEY = "search-vocabulary";
/** Of the documents or the words, as a share. */
const MUCH = 0.01;

/** What there was when it was last counted; `at` in ms since 1970. */
type Counted = { at: number; documents: number; words: number };

/**
 * Counts the vocabulary anew when there are 1 % more or fewer documents or words than after the last count, or that was
 * a day ago. Words of what is not live any more are not told meanwhile either: `corrections` looks in the documents.
 * @returns whether it counted
 */
export async function recountWhenDue(db: Db, now: Date): Promise<boolean> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  const last = countedOf(row?.value);
  const before = await vocabularySize(db);
  if (last && !isDue(last, before, now)) return false;
  await recountWords(db, now);
  const { words } = await vocabularySize(db);
  const value: Counted = { at: now.getTime(), documents: before.documents, words };
  await db.insert(setting).values({ key: KEY, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
  return true;
}

function isDue(last: Counted, { documents, words }: Omit<Counted, "at">, now: Date): boolean {
  const differs = (is: number, was: number) => Math.abs(is - was) > was * MUCH;
  return now.getTime() - last.at >= DAY_MS || differs(documents, last.documents) || differs(words, last.words);
}

function countedOf(value: unknown): Counted | null {
  if (typeof value !== "object" || value === null) return null;
  const { at, documents, words } = value as Partial<Record<keyof Counted, unknown>>;
  const isKnown = typeof at === "number" && typeof documents === "number" && typeof words === "number";
  return isKnown ? { at, documents, words } : null;
}
