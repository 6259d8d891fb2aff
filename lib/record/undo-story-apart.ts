/** Takes back that articles are not one story. */
import { appendAudit, newAct } from "@/db/audit";
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { addApart, type Pair, removeApart } from "@/db/story-apart";
import { STORY_APART } from "../story/apart";
import type { Undo, Undone } from "./undo";

export async function undoStoryApart(tx: Db, events: RecordedEvent[], { act: undoes, by }: Undo): Promise<Undone> {
  const pairsIn = (fields: Record<string, unknown>) => (fields.pairs ?? []) as Pair[];
  const said = events.flatMap(({ after }) => pairsIn(after));
  const taken = events.flatMap(({ before }) => pairsIn(before));
  const act = await newAct(tx);
  const changed = (await removeApart(tx, said)) + (await addApart(tx, taken)).length;
  const entry = { by, action: "apart", subject: STORY_APART, subjectId: events[0]?.subjectId ?? null };
  await appendAudit(tx, { ...entry, before: { pairs: said }, after: { pairs: taken } }, { act, undoes });
  return { act, changed, tags: [] };
}
