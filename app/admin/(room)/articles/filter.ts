/** The list's filter as its address says it. */
import { z } from "zod";
import { ARTICLE_STATES, type ArticleFilter } from "@/db/admin-articles";
import { urls } from "@/lib/urls";

const MAX_QUERY_LENGTH = 200;
const MAX_WORDS = 8;

// Whatever is not understood is left out: a list is always shown.
const parameters = z.object({
  state: z.enum(ARTICLE_STATES).nullable().catch(null),
  q: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim().slice(0, MAX_QUERY_LENGTH))
    .catch(""),
  after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null),
});

export type ListParameters = z.infer<typeof parameters>;

export function listParameters(given: Record<string, string | string[] | undefined>): ListParameters {
  return parameters.parse({ state: given.state, q: given.q, after: given.after });
}

export function filterOf({ state, q }: ListParameters): ArticleFilter {
  return { state, words: q.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS) };
}

/** The list's address with some parameters set to others. */
export function listPath(parameters: ListParameters, change: Partial<ListParameters> = {}): string {
  const { state, q, after } = { ...parameters, after: null, ...change };
  const query = new URLSearchParams({
    ...(state ? { state } : {}),
    ...(q ? { q } : {}),
    ...(after ? { after: String(after) } : {}),
  });
  return query.size > 0 ? `${urls.admin.articles}?${query}` : urls.admin.articles;
}
