/** A query's terms as tsqueries: what must match, and what each way of matching is worth. */
import type { Worth } from "@/db/search-rank";
import type { Expansion } from "./expansion";
import { stemLexeme, titleLexeme } from "./lexemes";
import type { Term } from "./port";
import { otherForms, soughtTokens, type Token } from "./tokens";
import { allOf, anyOf, lexeme, neighbours } from "./tsquery";

export type WordClause = {
  /** What must match. */
  tsquery: string;
  /** The same for titles, by the index alone. */
  title: string;
  /** How it begins and ends, to find it beside its neighbours; null where it has no one place. */
  first: string;
  last: string;
  worth: Worth;
};

/** The better a match, the more: exact words, then their forms, then what they begin, then what may be meant. */
const WORTH = {
  exact: { title: 1, named: 0.8, text: 0.7 },
  form: { title: 0.78, named: 0.68, text: 0.62 },
  beginning: { title: 0.6, text: 0.45 },
  /** What is nearest, as it is, in titles. */
  meant: 0.55,
  nearest: { title: 0.5, text: 0.35 },
  near: { title: 0.45, text: 0.3 },
} as const;
const TITLE = { weights: "A" };
/** Topics and provider. */
const NAMED = { weights: "BC" };

/** A term as it is matched; `completes` where its last word may go on. */
export function wordClause(term: Term, expansion: Expansion, completes: boolean): WordClause {
  const sought = soughtTokens(term.text);
  const clause = term.phrase ? phraseClause(sought) : looseClause(term, sought, expansion, completes);
  return term.title ? { ...clause, tsquery: term.phrase ? inTitle(sought) : titled(clause) } : clause;
}

const titled = ({ worth, title }: WordClause) =>
  anyOf([title, ...worth.filter(({ tsquery }) => tsquery.endsWith("*A")).map(({ tsquery }) => tsquery)]);

const inTitle = (sought: Token[]) => neighbours(sought.map(({ text }) => lexeme(text, TITLE)));

/** All words as they are, one after the other. */
function phraseClause(sought: Token[]): WordClause {
  const tsquery = neighbours(sought.map(({ text }) => lexeme(text)));
  return {
    tsquery,
    title: allOf(sought.map(({ text }) => lexeme(titleLexeme(text)))),
    first: lexeme(sought[0]?.text ?? ""),
    last: tsquery,
    worth: [
      { tsquery: inTitle(sought), value: WORTH.exact.title },
      { tsquery, value: WORTH.exact.text },
    ],
  };
}

function looseClause(term: Term, sought: Token[], expansion: Expansion, completes: boolean): WordClause {
  const ways = sought.map((token, place) =>
    token.sign ? signWays(token) : wordWays(token.text, expansion, completes && place === sought.length - 1),
  );
  const [only] = ways;
  const otherwise = otherForms(term.text);
  if (sought.length === 1 && only) {
    // `GPT4` is also `GPT 4`.
    const apart = otherwise.length > 1 ? [neighbours(otherwise.map((part) => lexeme(part)))] : [];
    const tsquery = anyOf([only.any, ...apart]);
    return { tsquery, title: only.title, first: only.any, last: only.any, worth: only.worth };
  }
  // `GPT-4` is also `GPT4`.
  const together = sought.some(({ sign }) => sign) ? [] : otherwise.map((form) => lexeme(form));
  const row = neighbours(ways.map(({ any }) => any));
  return {
    tsquery: anyOf([row, ...together]),
    title: anyOf([
      allOf(ways.map(({ title }) => title)),
      ...(together.length > 0 ? otherwise.map((form) => lexeme(titleLexeme(form))) : []),
    ]),
    first: ways[0]?.any ?? "",
    last: row,
    worth: [
      { tsquery: anyOf([inTitle(sought), ...otherwise.map((form) => lexeme(form, TITLE))]), value: WORTH.exact.title },
      { tsquery: anyOf([neighbours(sought.map(({ text }) => lexeme(text))), ...together]), value: WORTH.exact.text },
      { tsquery: row, value: WORTH.form.text },
    ],
  };
}

/** Ways in which one word may stand in a document. */
type Ways = { any: string; title: string; worth: Worth };

const signWays = ({ text }: Token): Ways => ({
  any: lexeme(text),
  title: lexeme(titleLexeme(text)),
  worth: [
    { tsquery: lexeme(text, TITLE), value: WORTH.exact.title },
    { tsquery: lexeme(text), value: WORTH.exact.text },
  ],
});

function wordWays(word: string, { completions, near }: Expansion, completes: boolean): Ways {
  const meant = near.get(word) ?? [];
  const goesOn = completes && completions?.word === word ? completions : null;
  const continued = (how: { weights?: string }) => {
    if (!goesOn) return [];
    // Where they are not too many, the index finds them all, those that the vocabulary has not learnt yet as well.
    if (goesOn.all) return [lexeme(word, { ...how, beginning: true })];
    return goesOn.words.map((each) => lexeme(each, how));
  };
  const [nearest, ...others] = meant;
  const worth: Worth = [
    { tsquery: lexeme(word, TITLE), value: WORTH.exact.title },
    { tsquery: lexeme(titleLexeme(word)), value: WORTH.form.title },
    { tsquery: lexeme(word, NAMED), value: WORTH.exact.named },
    { tsquery: lexeme(stemLexeme(word), NAMED), value: WORTH.form.named },
    { tsquery: lexeme(word), value: WORTH.exact.text },
    { tsquery: lexeme(stemLexeme(word)), value: WORTH.form.text },
  ];
  const add = (found: string[], foundInTitle: string[], { title, text }: { title: number; text: number }) => {
    if (found.length === 0) return;
    worth.push({ tsquery: anyOf(foundInTitle), value: title }, { tsquery: anyOf(found), value: text });
  };
  const stems = (words: string[]) => words.map((each) => lexeme(stemLexeme(each)));
  const titles = (words: string[]) => words.map((each) => lexeme(titleLexeme(each)));
  add(continued({}), continued(TITLE), WORTH.beginning);
  if (nearest) {
    worth.push({ tsquery: lexeme(nearest, TITLE), value: WORTH.meant });
    add(stems([nearest]), titles([nearest]), WORTH.nearest);
  }
  add(stems(others), titles(others), WORTH.near);
  worth.sort((a, b) => b.value - a.value);
  const beginsTitle = goesOn?.all ? [lexeme(`^${word}`, { beginning: true })] : titles(goesOn?.words ?? []);
  return {
    any: anyOf([lexeme(stemLexeme(word)), ...parted(word), ...continued({}), ...stems(meant)]),
    title: anyOf([lexeme(titleLexeme(word)), ...beginsTitle, ...titles(meant)]),
    worth,
  };
}

const NUMBER_AND_UNIT = /^(\p{N}+)(\p{L}+)$/u;

/** `1tb` is also `1 tb`. */
function parted(word: string): string[] {
  const [, number, unit] = word.match(NUMBER_AND_UNIT) ?? [];
  return number && unit ? [neighbours([lexeme(number), lexeme(unit)])] : [];
}
