/**
 * Text as words to search: the one tokeniser of both engines, of what readers type and of what is marked in results.
 * Everything is lower case without accents. `C++`, `C#` and `.NET` become words of letters; scripts without spaces
 * become overlapping pairs of signs, so that any part of a text is found.
 */
import { stemmer } from "stemmer";
import { fold } from "./fold";

export type Token = {
  text: string;
  /** Where it stands in the text given, as in String.slice. */
  start: number;
  end: number;
  /** A sign, or two, of a script without spaces. */
  sign: boolean;
};

const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const SIGN = new RegExp(`[${UNSPACED}]\\p{Mark}*`, "gu");
const HAS_SIGN = new RegExp(`[${UNSPACED}]`, "u");
/** A word with an apostrophe in it, `C++`, `F#`, `.NET`, or one of a script without spaces. */
const WORD = new RegExp(
  `(?:(?<![\\p{L}\\p{N}.])\\.(?=\\p{L}))?(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{Mark}](?:['’](?=\\p{L}))?)+(?:\\+\\+(?![\\p{L}\\p{N}])|#(?![\\p{L}\\p{N}#]))?|(?:[${UNSPACED}]\\p{Mark}*)+`,
  "gu",
);
/** Longer ones are no words: they are cut, and what follows is lost. */
const MAX_WORD_LENGTH = 60;

/** The words of a text, in order. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    if (!PLAIN.test(match[0]) && HAS_SIGN.test(match[0])) found.push(...pairs(match[0], match.index));
    else {
      const word = normal(match[0]);
      if (word) found.push({ text: word, start: match.index, end: match.index + match[0].length, sign: false });
    }
  }
  return found;
}

/** `東京都` gives 東, 東京, 京, 京都, 都: whatever part is sought stands there as neighbours. */
function pairs(run: string, at: number): Token[] {
  const signs = [...run.matchAll(SIGN)].map((match) => ({
    text: fold(match[0]).toLowerCase(),
    start: at + match.index,
    end: at + match.index + match[0].length,
  }));
  return signs.flatMap((sign, index) => {
    const next = signs[index + 1];
    const one = { ...sign, sign: true };
    return next ? [one, { text: sign.text + next.text, start: sign.start, end: next.end, sign: true }] : [one];
  });
}

const PLAIN = /^[a-z0-9]+$/i;

/** One word as it is searched. */
function normal(word: string): string {
  // Most are, and folding takes long.
  if (PLAIN.test(word)) return word.toLowerCase().slice(0, MAX_WORD_LENGTH);
  let text = fold(word).toLowerCase();
  if (text.endsWith("++")) text = `${text.slice(0, -2)}plusplus`;
  else if (text.endsWith("#")) text = `${text.slice(0, -1)}sharp`;
  if (text.startsWith(".")) text = `dot${text.slice(1)}`;
  return text
    .replace(/['’]s$/, "")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .slice(0, MAX_WORD_LENGTH);
}

/** The words alone. */
export const words = (text: string): string[] => tokens(text).map((token) => token.text);

/** A query's text as neighbours: without the single signs at the ends of pairs, which stand in every longer text. */
export function soughtTokens(text: string): Token[] {
  const all = tokens(text);
  return all.filter((token, index) => {
    if (!token.sign || [...token.text].length > 1) return true;
    const before = all[index - 1];
    const after = all[index + 1];
    const begins = after?.sign && after.start === token.start && [...after.text].length > 1;
    const ends = before?.sign && before.end === token.end && [...before.text].length > 1;
    // A lone sign stays; of a run, the inner single signs stay, since documents have them between the pairs.
    if (!begins && !ends) return true;
    return Boolean(begins && ends);
  });
}

const IS_ENGLISH = /^[a-z]{3,}$/;

/** What forms of an English word have in common (Porter's algorithm); other words as they are. */
export function stem(word: string): string {
  return IS_ENGLISH.test(word) ? stemmer(word) : word;
}

/** Whether a word is of a script without spaces: one sign or two. */
export const isSign = (word: string): boolean => HAS_SIGN.test(word);

/** Whether a word may be meant for another: those with digits and the signs of unspaced scripts are what they are. */
export const mayBeMistyped = (word: string): boolean => /^\p{L}+$/u.test(word) && !HAS_SIGN.test(word);

const JOINED = /(?<![\p{L}\p{N}-])(\p{L}+)-(\p{N}+|\p{L}+)(?![\p{L}\p{N}-])/gu;
const MAY_HAVE_FORMS = /[-\p{N}]/u;
const MIXED = /(?<![\p{L}\p{N}])(\p{L}+)(\p{N}+)(?![\p{L}\p{N}])/gu;

/** Other ways to write what stands in a text, to be searched as well: `gpt4` for GPT-4, `gpt 4` for GPT4. */
export function otherForms(text: string): string[] {
  const folded = fold(text).toLowerCase();
  if (!MAY_HAVE_FORMS.test(folded)) return [];
  const joined = [...folded.matchAll(JOINED)].map((match) => `${match[1]}${match[2]}`);
  const split = [...folded.matchAll(MIXED)].flatMap((match) => [match[1] ?? "", match[2] ?? ""]);
  return [...joined, ...split].map((word) => word.slice(0, MAX_WORD_LENGTH));
}
