/** What is said of an act of topics or providers that was just done. */
import { eventsOfAct, isUndone } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { MINUTE_MS } from "../time";

const SAID_FOR_MS = 10 * MINUTE_MS;
const WORDS: Record<string, string> = { create: "Made", edit: "Saved", remove: "Removed", restore: "Taken back" };

export type Said = { act: number; text: string };

/** Null for what is no act of `userId`, is long past, or was taken back. */
export async function saidOf(db: Db, act: number | null, userId: number, now: Date): Promise<Said | null> {
  if (act === null) return null;
  const [first] = await eventsOfAct(db, act);
  if (!first || first.userId !== userId || now.getTime() - first.at.getTime() > SAID_FOR_MS) return null;
  if (await db.transaction((tx) => isUndone(tx, act))) return null;
  const { action, before, after } = first;
  const name = String(after.name ?? before.name ?? "");
  if (action === "merge") {
    const count = Array.isArray(before.articles) ? before.articles.length : 0;
    return {
      act,
      text: `Merged: ${name}, with ${count.toLocaleString("en")} ${count === 1 ? "article" : "articles"}.`,
    };
  }
  return { act, text: `${WORDS[action] ?? "Done"}${name && action !== "edit" ? `: ${name}` : ""}.` };
}
