/** Search, as the search page and its box use it. */
import type { Operation } from "../operation";
import { SEARCHES, SUGGESTIONS } from "../policies";
import { searchAnswer, searchQuery, suggestions, suggestQuery } from "../schemas/search";

const common = { group: "Search", method: "get", policy: SEARCHES } as const;

export const SEARCHING: Operation[] = [
  {
    ...common,
    path: "/api/v1/search",
    id: "search",
    summary: "What a search finds",
    description: "The parameters are those of the search page; `limit` and `offset` page through up to 10,000 hits.",
    query: searchQuery,
    answer: searchAnswer,
    otherwise: {
      400: "A parameter can't be read: `parameter` names it",
      503: "The search takes too long just now",
    },
    examples: ["/api/v1/search?q=data&limit=3", "/api/v1/search?q=topic:{topic}&sort=newest&limit=3"],
  },
  {
    ...common,
    policy: SUGGESTIONS,
    path: "/api/v1/suggest",
    id: "suggest",
    summary: "Completions while somebody types",
    query: suggestQuery,
    answer: suggestions,
    otherwise: {},
    examples: ["/api/v1/suggest?q=da"],
  },
];
