/** Search and suggestions as /api/v1 takes and gives them. */
import { z } from "zod";
import { MAX_LIMIT, MAX_OFFSET } from "../../search/parameters";
import { SORTS } from "../../search/port";
import { hit } from "./articles";
import { day, list, text, whole } from "./query";

export const searchQuery = z.object({
  q: z.string().optional().describe("What a reader would type, operators included; anything gives an answer"),
  topic: list(text).optional(),
  provider: list(text).optional(),
  type: list(text).optional(),
  from: day.optional().describe("A day, month or year, in the site's time zone"),
  to: day.optional().describe("The same; the last one that is in"),
  sort: z.enum(SORTS, `must be one of ${SORTS.join(", ")}`).optional(),
  page: whole(1, MAX_OFFSET).optional(),
  limit: whole(0, MAX_LIMIT).optional(),
  offset: whole(0, MAX_OFFSET).optional(),
});

const facet = z.array(
  z.object({
    value: z.string().describe("What the parameter takes"),
    name: z.string(),
    count: z.int(),
    selected: z.boolean(),
  }),
);

export const searchAnswer = z
  .object({
    query: z.string(),
    total: z.int(),
    approximate: z.boolean().describe("Whether `total` and the counts are estimates, above 10,000 matches"),
    hits: z.array(hit),
    facets: z.object({ topic: facet, provider: facet, type: facet, year: facet }),
    engine: z.enum(["postgres", "meilisearch"]),
    tookMs: z.int(),
    suggestion: z.string().nullable().describe("The query as it was probably meant"),
  })
  .meta({ id: "SearchAnswer" });

export const suggestQuery = z.object({
  q: z.string().optional().describe("What was typed so far; anything gives an answer"),
});

const segment = z.object({ text: z.string(), mark: z.boolean() });

export const suggestions = z
  .object({
    query: z.string(),
    articles: z.array(
      z.object({
        slug: z.string(),
        title: z.string(),
        url: z.string(),
        provider: z.string(),
        highlights: z.array(segment),
      }),
    ),
    topics: z.array(z.object({ id: z.string(), name: z.string(), url: z.string(), articles: z.int() })),
    providers: z.array(z.object({ domain: z.string(), name: z.string(), url: z.string(), articles: z.int() })),
  })
  .meta({ id: "Suggestions" });
