/** Where a query's words are one of several ways to say the same. */
import type { Term } from "./port";
import { words } from "./tokens";

/** Groups of ways to say the same, each as its words. */
export type SynonymGroups = string[][][];

/** Terms from `from` up to, but not, `until` may be said in these other ways. */
export type Run = { from: number; until: number; others: string[][] };

/** The longest runs of plain words that a group has, none within another. */
export function synonymRuns(terms: Term[], groups: SynonymGroups): Run[] {
  const runs: Run[] = [];
  let from = 0;
  while (from < terms.length) {
    const run = longestFrom(terms, from, groups);
    if (run) runs.push(run);
    from = run?.until ?? from + 1;
  }
  return runs;
}

function longestFrom(terms: Term[], from: number, groups: SynonymGroups): Run | null {
  const isPlain = ({ phrase, not, title }: Term) => !phrase && !not && title === terms[from]?.title;
  let longest: Run | null = null;
  const said: string[] = [];
  for (let until = from; until < terms.length; until++) {
    const term = terms[until];
    if (!term || !isPlain(term)) break;
    said.push(...words(term.text));
    const others = groups
      .filter((group) => group.some((way) => isSame(way, said)))
      .flatMap((group) => group.filter((way) => way.length > 0 && !isSame(way, said)));
    if (others.length > 0) longest = { from, until: until + 1, others };
  }
  return longest;
}

const isSame = (a: string[], b: string[]) => a.length === b.length && a.every((word, place) => word === b[place]);
