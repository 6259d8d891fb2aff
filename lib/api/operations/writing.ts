/** What programs do with a token. */
import { z } from "zod";
import { EXAMPLE_FILE, EXAMPLE_SLUG } from "../example-file";
import type { Operation } from "../operation";
import { WRITES } from "../policies";
import { confirmedQuery, publication, scores, VERSION_TAG, writtenArticle } from "../schemas/writing";

const slug = {
  name: "slug",
  description: "What an article is known by: its address here, and the name of its file without `.md`",
  schema: z.string(),
  example: EXAMPLE_SLUG,
};
const ifMatch = {
  name: "If-Match",
  description: 'Only if the article is as this ETag says, such as `"v12"`, or (`*`) if there is one; else 412',
  schema: z.union([z.string().regex(VERSION_TAG), z.literal("*")]).optional(),
};
const ifNoneMatch = {
  name: "If-None-Match",
  description: "`*`: only if there is no such article yet; else 412",
  schema: z.literal("*").optional(),
};
const refusals = {
  400: "It can't be read, or can't be taken: `detail` says why",
  401: "There is no token, or it works no more",
  403: "The token may not do that",
  503: "Another change is being written: try again in a moment",
};
const noSuch = { 404: "There is no such article" };
const changed = { 412: "It is not as `If-Match` says: somebody else changed it meanwhile" };
const ofJson = { 413: "The body is too large", 415: "The body is no JSON" };
const path = "/api/v1/admin/articles/{slug}";
const shared = {
  group: "Writing" as const,
  policy: WRITES,
  variables: [slug],
  answer: writtenArticle,
  examples: [],
};

export const WRITING: Operation[] = [
  {
    ...shared,
    method: "get",
    path,
    id: "readToWrite",
    summary: "How an article is now, live or not",
    scope: null,
    otherwise: { 401: refusals[401], ...noSuch },
  },
  {
    ...shared,
    method: "put",
    path,
    id: "putFile",
    summary: "Make or update an article by its file",
    description:
      "The body is the whole file, Markdown with front matter, and the slug its name without `.md`. What differs from the file as it last came is changed; what editors changed otherwise stays. `published` in it needs `articles:publish`, and a quality below the minimum has to be confirmed.",
    query: confirmedQuery,
    headers: [ifMatch, ifNoneMatch],
    body: { required: true, content: { "text/markdown": z.string() }, example: EXAMPLE_FILE },
    scope: "articles:write",
    otherwise: {
      201: "It was made",
      ...refusals,
      409: "Its quality is below the minimum: confirm it, or leave `published` out",
      412: "It is not as `If-Match` or `If-None-Match` says",
      413: "The file is larger than 1 MB",
      415: "The body is no text/markdown",
    },
  },
  {
    ...shared,
    method: "patch",
    path,
    id: "setScores",
    summary: "Set quality and heat",
    headers: [ifMatch],
    body: { required: false, content: { "application/json": scores }, example: { quality: 96 } },
    scope: "articles:write",
    otherwise: { ...refusals, ...noSuch, ...changed, ...ofJson },
  },
  {
    ...shared,
    method: "post",
    path: `${path}/publish`,
    id: "publish",
    summary: "Publish an article",
    headers: [ifMatch],
    body: { required: false, content: { "application/json": publication }, example: {} },
    scope: "articles:publish",
    otherwise: {
      ...refusals,
      ...noSuch,
      409: "Its quality is below the minimum: confirm it, or leave it",
      ...changed,
      ...ofJson,
    },
  },
  {
    ...shared,
    method: "post",
    path: `${path}/unpublish`,
    id: "unpublish",
    summary: "Take an article back",
    headers: [ifMatch],
    scope: "articles:publish",
    otherwise: { ...refusals, ...noSuch, ...changed },
  },
];
