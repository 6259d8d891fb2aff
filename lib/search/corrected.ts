/** A query as it was probably meant. */
import { type Clause, printQuery } from "./query";
import { tokens } from "./tokens";
import type { Correction } from "./vocabulary";

/** The query with what was meant in place of its wrong words; null when none is. */
export function correctedQuery(clauses: Clause[], wrong: Correction[]): string | null {
  const meant = new Map(wrong.map((correction) => [correction.word, correction.meant]));
  let changed = false;
  const corrected = clauses.map((clause) => {
    if (clause.kind !== "text" || clause.not) return clause;
    let text = "";
    let end = 0;
    for (const token of tokens(clause.text)) {
      const instead = meant.get(token.text);
      if (instead === undefined || token.start < end) continue;
      text += clause.text.slice(end, token.start) + instead;
      end = token.end;
      changed = true;
    }
    return { ...clause, text: text + clause.text.slice(end) };
  });
  return changed ? printQuery(corrected) : null;
}
