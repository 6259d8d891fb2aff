/** A query as it was probably meant. */
import type { Term } from "./port";
import { type Clause, printQuery } from "./query";
import { tokens } from "./tokens";
import type { Correction } from "./vocabulary";

/** The query with what was meant in place of its wrong words; null when none is. */
export function correctedQuery(clauses: Clause[], wrong: Correction[]): string | null {
  const corrected = clauses.map((clause) => (clause.kind === "text" ? corrections(clause, wrong) : clause));
  return corrected.some((clause, index) => clause !== clauses[index]) ? printQuery(corrected) : null;
}

/** The same for terms. */
export function correctedTerms(terms: Term[], wrong: Correction[]): Term[] | null {
  const corrected = terms.map((term) => corrections(term, wrong));
  return corrected.some((term, index) => term !== terms[index]) ? corrected : null;
}

/** Itself, where nothing in it is wrong. What is not wanted is not corrected. */
function corrections<T extends { text: string; not: boolean }>(part: T, wrong: Correction[]): T {
  if (part.not) return part;
  const meant = new Map(wrong.map((correction) => [correction.word, correction.meant]));
  let text = "";
  let end = 0;
  for (const token of tokens(part.text)) {
    const instead = meant.get(token.text);
    if (instead === undefined || token.start < end) continue;
    text += part.text.slice(end, token.start) + instead;
    end = token.end;
  }
  return end === 0 ? part : { ...part, text: text + part.text.slice(end) };
}
