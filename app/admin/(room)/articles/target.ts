/** Which articles a script asks an act on many for. */
import { z } from "zod";
import type { ArticleFilter } from "@/db/admin-filter";
import { AppError } from "@/lib/errors";
import { MAX_CHOSEN } from "@/lib/publishing/bulk/operation";
import { filterOf, filterQuery, listParameters } from "./filter";

const MAX_QUERY_LENGTH = 4_000;

export const target = z.union([
  z.strictObject({ ids: z.array(z.number().int().positive()).min(1).max(MAX_CHOSEN) }),
  z.strictObject({ query: z.string().max(MAX_QUERY_LENGTH) }),
]);

/** @throws AppError invalid where a part of the filter is not understood: without it, more would match than was meant */
export function targetOf(
  given: z.infer<typeof target>,
  timeZone: string,
): { ids: number[] } | { filter: ArticleFilter } {
  if ("ids" in given) return { ids: [...new Set(given.ids)] };
  const parameters = listParameters(Object.fromEntries(new URLSearchParams(given.query)));
  if (filterQuery(parameters) !== given.query) {
    throw new AppError("invalid", { message: "The filter is not understood. Load the list again." });
  }
  return { filter: filterOf(parameters, timeZone) };
}
