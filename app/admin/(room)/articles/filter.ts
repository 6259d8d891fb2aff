/** The list's filter as its address says it. */
import { z } from "zod";
import { type ArticleFilter, LISTED_STATES } from "@/db/admin-filter";
import { type AskedPage, type Place, SORTS } from "@/db/admin-list";
import { soughtWords } from "@/lib/publishing/bulk/words";
import { urls } from "@/lib/urls";
import { startOfDay } from "@/lib/zone";

const MAX_TEXT_LENGTH = 200;
/** As scores may be: lib/publishing/given.ts. */
const MAX_SCORE = 999_999_999;

const text = z
  .string()
  .transform((given) => given.replaceAll("\0", "").trim().slice(0, MAX_TEXT_LENGTH))
  .catch("");
const score = z
  .string()
  .regex(/^\s*-?\d{1,9}\s*$/)
  .transform(Number)
  .refine((number) => Math.abs(number) <= MAX_SCORE)
  .nullable()
  .catch(null);
const day = z
  .string()
  .regex(/^[1-9]\d{3}-\d{2}-\d{2}$/)
  .refine((given) => new Date(`${given}T00:00:00Z`).toJSON()?.startsWith(given))
  .catch("");
const place = z
  .string()
  .regex(/^-?\d{1,16}_\d{1,15}$/)
  .transform((given): Place => {
    const [value = 0, id = 0] = given.split("_").map(Number);
    return { value, id };
  })
  .nullable()
  .catch(null);

// Whatever is not understood is left out: a list is always shown.
const parameters = z.object({
  q: text,
  state: z.enum(LISTED_STATES).nullable().catch(null),
  provider: text,
  topic: text,
  type: text,
  qualityFrom: score,
  qualityTo: score,
  heatFrom: score,
  heatTo: score,
  from: day,
  to: day,
  story: z.enum(["in", "none"]).nullable().catch(null),
  picture: z.enum(["none"]).nullable().catch(null),
  by: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null),
  sort: z.enum(SORTS).catch("published"),
  order: z.enum(["rising", "falling"]).catch("falling"),
  after: place,
  before: place,
});

export type ListParameters = z.infer<typeof parameters>;
export const FILTERS = [
  "q",
  "state",
  "provider",
  "topic",
  "type",
  "qualityFrom",
  "qualityTo",
  "heatFrom",
  "heatTo",
  "from",
  "to",
  "story",
  "picture",
  "by",
] as const satisfies (keyof ListParameters)[];

export function listParameters(given: Record<string, string | string[] | undefined>): ListParameters {
  return parameters.parse(Object.fromEntries(Object.keys(parameters.shape).map((name) => [name, given[name] ?? null])));
}

/** What stands in an address and is not understood, so that it is not part of the filter. */
export function notUnderstood(given: Record<string, string | string[] | undefined>): string[] {
  const read = textsOf(listParameters(given));
  return FILTERS.filter((name) => typeof given[name] === "string" && given[name] !== "" && !(name in read));
}

/** Days are those of `timeZone`, and the last one is part of it. */
export function filterOf(given: ListParameters, timeZone: string): ArticleFilter {
  return {
    words: soughtWords(given.q),
    state: given.state,
    provider: given.provider.toLowerCase() || null,
    topic: given.topic || null,
    type: given.type || null,
    quality: { min: given.qualityFrom, max: given.qualityTo },
    heat: { min: given.heatFrom, max: given.heatTo },
    from: given.from ? dayAt(given.from, 0, timeZone) : null,
    until: given.to ? dayAt(given.to, 1, timeZone) : null,
    inStory: given.story === null ? null : given.story === "in",
    withoutPicture: given.picture === "none",
    changedBy: given.by,
  };
}

function dayAt(text: string, later: number, timeZone: string): Date {
  const [year = 0, month = 0, date = 0] = text.split("-").map(Number);
  return startOfDay(year, month, date + later, timeZone);
}

export function pageOf(given: ListParameters): Pick<AskedPage, "sort" | "isRising" | "after" | "before"> {
  const { sort, order, after, before } = given;
  return { sort, isRising: order === "rising", after, before: after ? null : before };
}

/** The list's address with some parameters set to others; without a word on it, it is the first page. */
export function listPath(parameters: ListParameters, change: Partial<ListParameters> = {}): string {
  const query = new URLSearchParams(textsOf({ ...parameters, after: null, before: null, ...change }));
  return query.size > 0 ? `${urls.admin.articles}?${query}` : urls.admin.articles;
}

/** The filter alone, as an address has it: what "all that match" is of. */
export function filterQuery(parameters: ListParameters): string {
  const texts = textsOf(parameters);
  return new URLSearchParams(FILTERS.flatMap((name) => (texts[name] ? [[name, texts[name]]] : []))).toString();
}

const DEFAULTS: Record<string, string> = { sort: "published", order: "falling" };

/** What differs from the list as it opens. */
function textsOf(parameters: ListParameters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => {
      if (value === null || value === "") return [];
      const written = typeof value === "object" ? `${value.value}_${value.id}` : String(value);
      return DEFAULTS[name] === written ? [] : [[name, written]];
    }),
  );
}
