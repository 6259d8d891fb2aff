/** How a search was read, part by part, each with the address of the search without it. */
import type { Chip } from "@/app/_ui/search-box";
import { type Clause, printQuery } from "@/lib/search/query";
import { CHOICES, changed, type SearchState, valuesOf } from "./address";

/** Names by facet and value. */
export type NameOf = (facet: "topic" | "provider" | "type", value: string) => string;

/** Empty where nothing but words was asked: the box says that by itself. */
export function chipsOf(state: SearchState, nameOf: NameOf): Chip[] {
  const { parameters, clauses } = state;
  const typed = clauses.map((clause, index) => ({
    ...said(clause, nameOf),
    without: changed(parameters, { q: printQuery(clauses.filter((_, at) => at !== index)) }),
  }));
  const chosen = CHOICES.flatMap((facet) => {
    const values = valuesOf(parameters, facet);
    return values.map((value) => ({
      kind: facet,
      text: nameOf(facet, value),
      without: changed(parameters, { [facet]: values.filter((one) => one !== value).join(",") }),
    }));
  });
  const all = [...typed, ...chosen, ...datesOf(parameters)];
  return all.every(({ kind }) => kind === "word") ? [] : all;
}

function said(clause: Clause, nameOf: NameOf): { kind: string; text: string } {
  switch (clause.kind) {
    case "text": {
      const text = clause.phrase ? `“${clause.text}”` : clause.text;
      const kind = clause.title ? "in title" : clause.phrase ? "phrase" : "word";
      return clause.not ? { kind: clause.title ? "without in title" : "without", text } : { kind, text };
    }
    case "topic":
    case "site":
    case "type": {
      const facet = clause.kind === "site" ? "provider" : clause.kind;
      const names = clause.values.map((value) => nameOf(facet, value)).join(" or ");
      return { kind: clause.not ? `without ${facet}` : facet, text: names };
    }
    case "before":
    case "after":
      return { kind: clause.kind, text: clause.date };
    default:
      return { kind: clause.kind, text: clause.text };
  }
}

function datesOf(parameters: URLSearchParams): Chip[] {
  const [from, to] = [parameters.get("from"), parameters.get("to")];
  if (!from && !to) return [];
  const without = changed(parameters, { from: null, to: null });
  if (from && to) return [{ kind: "date", text: from === to ? from : `${from} to ${to}`, without }];
  return [from ? { kind: "from", text: from, without } : { kind: "until", text: to ?? "", without }];
}
