/** What an act on many makes of one article. Pure: no I/O, no clock. */
import type { ArticleEdit } from "../change";
import { isBelow } from "../minimum-quality";
import { type Changes, difference, type Edited, plan } from "../plan";
import type { Operation } from "./operation";

export type Known = Edited & { id: number };
/** What will come of it: a change, nothing to change, or a refusal for its quality. */
export type Outcome = "change" | "same" | "below";

/** The change of one article, as it is known. */
export function editOf(operation: Operation, known: Known): ArticleEdit {
  const changes = changesOf(operation, known);
  // Topics are given as a whole: what somebody else added meanwhile must not be lost.
  const expected = changes.topics ? { topics: known.topics } : undefined;
  const mayBeBelow = operation.do === "publish" && operation.belowMinimum === "publish";
  return { id: known.id, changes, expected, ...(mayBeBelow ? { confirmed: known.quality } : {}) };
}

export function outcomeOf(operation: Operation, known: Known, { minimum, now }: { minimum: number; now: Date }) {
  const { id: _, ...before } = known;
  const after = plan(before, changesOf(operation, known), now);
  const isSame = Object.keys(difference(before, after).after).length === 0;
  const isPublished = before.state !== "published" && after.state === "published";
  const isRefused = isPublished && isBelow(after.quality, minimum) && editOf(operation, known).confirmed === undefined;
  const outcome: Outcome = isSame ? "same" : isRefused ? "below" : "change";
  return { outcome, after };
}

function changesOf(operation: Operation, { topics }: Known): Changes {
  switch (operation.do) {
    case "publish":
      return { state: "published" };
    case "unpublish":
      return { state: "unpublished" };
    case "requeue":
      return { state: "queued" };
    case "quality":
      return { quality: operation.quality };
    case "heat":
      return { heat: operation.heat };
    case "add-topic":
      return { topics: topics.includes(operation.topic) ? topics : [...topics, operation.topic] };
    case "remove-topic":
      return { topics: topics.filter((id) => id !== operation.topic) };
    case "schedule":
      return { liveFrom: dateOf(operation.liveFrom), liveUntil: dateOf(operation.liveUntil) };
  }
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));
