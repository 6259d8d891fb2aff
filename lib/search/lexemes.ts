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

/** Random parts of all articles, of which one may be counted for all: a sixteenth, and a sixteenth of that. */
export const SAMPLES = [
  { lexeme: "|r", share: 16 },
  { lexeme: "|s", share: 256 },
] as const;

export const filterLexeme = {
  /** Every document has it. */
  any: "|a",
  topic: (id: string) => `|t${id}`,
  provider: (id: number) => `|p${id}`,
  type: (type: string) => `|k${type}`,
};
const stemmed = (form: string) => `~${form}`;
const titled = (form: string) => `^${form}`;
export const stemLexeme = (word: string) => stemmed(stem(word));
export const titleLexeme = (word: string) => titled(stem(word));

/**
 * Values in steps, a lexeme each, so that the index finds a range of them; every eight steps have a lexeme together, so
 * that wide ranges need few. The first and the last step hold all beyond.
 */
export type Steps = {
  lexemes: (step: number) => string[];
  /** All from one step to another, both in; null when that takes too many lexemes. */
  between: (first: number, last: number) => string[] | null;
  step: (value: number) => number;
  /** Of the values that a step spans; months are counted. */
  size: number;
  clamp: (step: number) => number;
};

/** Steps that have a lexeme together. */
const TOGETHER = 8;
/** Each is looked up and merged with the others for every document: more cost more than they save. */
const MAX_LEXEMES = 40;

function steps(
  sign: string,
  { size, first, last }: { size: number; first: number; last: number },
  numbered = (value: number) => Math.floor(value / size),
): Steps {
  const clamp = (step: number) => Math.min(Math.max(step, first), last);
  const one = (step: number) => `|${sign}${step}`;
  const eight = (step: number) => `|${sign}${step / TOGETHER}x`;
  return {
    lexemes: (step) => [one(step), eight(step - (step % TOGETHER))],
    between(from, until) {
      const lexemes: string[] = [];
      for (let step = from; step <= until && lexemes.length <= MAX_LEXEMES; ) {
        const isWhole = step % TOGETHER === 0 && step + TOGETHER - 1 <= until;
        lexemes.push(isWhole ? eight(step) : one(step));
        step += isWhole ? TOGETHER : 1;
      }
      return lexemes.length <= MAX_LEXEMES ? lexemes : null;
    },
    step: (value) => clamp(numbered(value)),
    size,
    clamp,
  };
}

const monthOf = (ms: number) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth();

export const STEPS = {
  /** Of moments in ms: their month in UTC. */
  month: steps("m", { size: 1, first: 1970 * 12, last: 2200 * 12 }, monthOf),
  /** Of `hot`: about eighteen days. */
  hot: steps("o", { size: 8, first: 0, last: 5_000 }),
  heat: steps("h", { size: 4, first: 0, last: 60 }),
  quality: steps("q", { size: 10, first: 0, last: 30 }),
};

/** The text of a tsvector. */
export function lexemesOf(document: SearchDocument): string {
  /** Where each lexeme stands: `:1A,7D`. */
  const places = new Map<string, string>();
  let position = 0;
  const add = (lexeme: string, place: string) => {
    const known = places.get(lexeme);
    places.set(lexeme, known === undefined ? `:${place}` : `${known},${place}`);
  };
  const field = (words: string[], weight: Weight) => {
    for (const word of words) {
      position = Math.min(position + 1, LAST_POSITION);
      const place = `${position}${weight}`;
      add(word, place);
      const form = stem(word);
      add(stemmed(form), place);
      if (weight === "A") add(titled(form), place);
    }
    position += GAP;
  };
  field(document.title, "A");
  field(document.topics, "B");
  field(document.provider, "C");
  field(document.excerpt, "D");
  field(document.forms, "D");
  for (const lexeme of filterLexemes(document)) places.set(lexeme, "");
  const parts: string[] = [];
  places.forEach((at, lexeme) => void parts.push(quoted(lexeme) + at));
  return parts.join(" ");
}

function filterLexemes({ id, topicIds, providerId, type, publishedAt, hot, heat, quality }: SearchDocument): string[] {
  const chance = chanceOf(id);
  return [
    filterLexeme.any,
    ...topicIds.map(filterLexeme.topic),
    filterLexeme.provider(providerId),
    filterLexeme.type(type),
    ...stepOf(STEPS.month, publishedAt),
    ...stepOf(STEPS.hot, hot),
    ...stepOf(STEPS.heat, heat ?? 0),
    ...(quality === null ? [] : stepOf(STEPS.quality, quality)),
    ...SAMPLES.filter(({ share }) => chance % share === 0).map(({ lexeme }) => lexeme),
  ];
}

const stepOf = (steps: Steps, value: number) => steps.lexemes(steps.step(value));

/** A number that has nothing to do with when the article came (the finalizer of MurmurHash3, Appleby 2011). */
function chanceOf(id: number): number {
  let mixed = (id % 2 ** 32) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A lexeme as tsvector and tsquery read it. */
export const quoted = (lexeme: string) => `'${lexeme.replace(/[\\']/g, (sign) => sign + sign)}'`;
