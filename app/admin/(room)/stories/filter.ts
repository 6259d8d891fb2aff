/** The list's filter as its address says it. */
import { z } from "zod";
import { STORY_FILTERS, type StoryFilter } from "@/db/stories-read";
import { urls } from "@/lib/urls";

const MAX_QUERY_LENGTH = 200;
const MAX_WORDS = 8;

/** What somebody typed to search by, in bounds. */
export const searchWords = z
  .string()
  .transform((text) => text.replaceAll("\0", "").trim().slice(0, MAX_QUERY_LENGTH))
  .catch("");

export const wordsIn = (text: string): string[] => text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);

// Whatever is not understood is left out: a list is always shown.
const parameters = z.object({
  only: z.enum(STORY_FILTERS).nullable().catch(null),
  q: searchWords,
  after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null),
});

export type StoryParameters = z.infer<typeof parameters>;

export function storyParameters(given: Record<string, string | string[] | undefined>): StoryParameters {
  return parameters.parse({ only: given.only, q: given.q, after: given.after });
}

export const filterOf = ({ only, q }: StoryParameters): StoryFilter => ({ only, words: wordsIn(q) });

/** The list's address with some parameters set to others. */
export function storiesPath(given: StoryParameters, change: Partial<StoryParameters> = {}): string {
  const { only, q, after } = { ...given, after: null, ...change };
  const query = new URLSearchParams({
    ...(only ? { only } : {}),
    ...(q ? { q } : {}),
    ...(after ? { after: String(after) } : {}),
  });
  return query.size > 0 ? `${urls.admin.stories}?${query}` : urls.admin.stories;
}
