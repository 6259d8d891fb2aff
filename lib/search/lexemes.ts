/**
 * A document as lexemes of Postgres. Beside each word (weighted A for the title to D for the excerpt, in order, so that
 * phrases can be found) stand its stem (`~`), for titles also `^` and the stem, and what filters ask for (`|`), so
 * that one index answers words and filters together.
 */
import type { SearchDocument } from "./document";
import { stem } from "./tokens";

type Weight = "A" | "B" | "C" | "D";
/** Between fields: a phrase must not run from the end of one into the next. */
const GAP = 10;
/** Postgres keeps no positions beyond it. */
const LAST_POSITION = 16_383;
/** Parts in which a random sample can be counted. */
export const SAMPLE_PARTS = 16;

export const filterLexeme = {
  topic: (id: string) => `|t${id}`,
  provider: (id: number) => `|p${id}`,
  type: (type: string) => `|k${type}`,
  year: (year: number) => `|y${year}`,
  /** A sixteenth of all articles, picked by chance. */
  sample: (part: number) => `|r${part}`,
};
export const stemLexeme = (word: string) => `~${stem(word)}`;
export const titleLexeme = (word: string) => `^${stem(word)}`;

/** The text of a tsvector. */
export function lexemesOf(document: SearchDocument): string {
  const places = new Map<string, Set<string>>();
  let position = 0;
  const add = (lexeme: string, place?: string) => {
    const known = places.get(lexeme) ?? new Set();
    if (place) known.add(place);
    places.set(lexeme, known);
  };
  const field = (words: string[], weight: Weight) => {
    for (const word of words) {
      position = Math.min(position + 1, LAST_POSITION);
      add(word, `${position}${weight}`);
      add(stemLexeme(word), `${position}${weight}`);
      if (weight === "A") add(titleLexeme(word), `${position}A`);
    }
    position += GAP;
  };
  field(document.title, "A");
  field(document.topics, "B");
  field(document.provider, "C");
  field(document.excerpt, "D");
  field(document.forms, "D");
  for (const id of document.topicIds) add(filterLexeme.topic(id));
  add(filterLexeme.provider(document.providerId));
  add(filterLexeme.type(document.type));
  add(filterLexeme.year(new Date(document.publishedAt).getUTCFullYear()));
  add(filterLexeme.sample(partOf(document.id)));
  return [...places].map(([lexeme, at]) => `${quoted(lexeme)}${at.size > 0 ? `:${[...at].join(",")}` : ""}`).join(" ");
}

/** Multiplicative hashing (Knuth, TAOCP 6.4): neighbours fall into different parts. */
const partOf = (id: number) => Number((BigInt(id) * 2_654_435_761n) >> 8n) % SAMPLE_PARTS;

/** A lexeme as tsvector and tsquery read it. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/[\\']/g, (sign) => sign + sign)}'`;
