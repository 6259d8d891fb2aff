/** What an edit may not make of an article, whatever it changes. */
import { same } from "../article/same";
import { AppError, type FieldErrors } from "../errors";
import type { Edited } from "./plan";

/**
 * An article has a link, and ends after it begins. A schedule that came with a file as it is stays as it is.
 * @throws AppError invalid
 */
export function requireWhole(before: Edited, after: Edited): void {
  if (after.webUrl === null && after.originalUrl === null) {
    throw refusal("An article has at least one link, and this would leave it none.", {
      originalUrl: "must be given: an article has at least one link",
    });
  }
  const { liveFrom, liveUntil } = after;
  const isAsItWas = same([before.liveFrom, before.liveUntil], [liveFrom, liveUntil]);
  if (!isAsItWas && liveFrom && liveUntil && liveFrom >= liveUntil) {
    throw refusal("It would end before it goes live. Change its end first, or choose an earlier beginning.", {
      liveUntil: "must be after the beginning",
    });
  }
}

const refusal = (message: string, fields: FieldErrors) => new AppError("invalid", { message, fields });
