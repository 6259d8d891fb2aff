/** Routes of the API that write: a program, the token that it acts by, and what that token may do. */
import type { NextRequest } from "next/server";
import { WRITES } from "@/lib/api/policies";
import { VERSION_TAG, type WrittenArticle } from "@/lib/api/schemas/writing";
import { writtenArticle as writtenArticleOf } from "@/lib/api/writing";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { bearerOf, type Scope, type TokenBearer } from "@/lib/people/api-tokens";
import { site } from "@/lib/site";
import type { Expected } from "@/lib/transfer/put-file";
import { type Handler, limitedAnswer, type Params, problemOf } from "./api-route";
import { heardChanges } from "./follow-changes";
import { problem } from "./problem";

type Done = { id: number; outcome: WrittenArticle["outcome"] };
type Act = (request: NextRequest, params: Params, by: TokenBearer) => Promise<Done>;

const NO_STORE = { "cache-control": "no-store" };

/**
 * A handler for whoever has a token with this scope; null: with any. Answers the article that `act` was about, as it
 * is then, and every page shows it so. 401 without a token that works, 403 without the scope, 412 for another version.
 */
export function tokenRoute(scope: Scope | null, act: Act): Handler {
  return (request, context) =>
    limitedAnswer(request, WRITES, async () => {
      const response = await answered(request, scope, async (by) => {
        const done = await act(request, (await context?.params) ?? {}, by);
        if (done.outcome !== "unchanged") await heardChanges();
        return writtenArticleOf(database().db, done.id, site().url, done.outcome);
      });
      // Only programs have tokens: no other site's page is to use one in somebody's browser.
      response.headers.delete("access-control-allow-origin");
      return response;
    });
}

/** The handlers of methods that an address does not take, and of the question which it does. */
export function otherwise(allow: string) {
  return {
    refuse: () => problem(405, `This address takes ${allow}.`, {}, { ...NO_STORE, allow }),
    tell: () => new Response(null, { status: 204, headers: { allow } }),
  };
}

async function answered(
  request: NextRequest,
  scope: Scope | null,
  act: (by: TokenBearer) => Promise<WrittenArticle>,
): Promise<Response> {
  try {
    const by = await bearerOf(database().db, tokenIn(request), new Date());
    if (!by) return unknownBearer(request);
    if (scope !== null && !by.scopes.includes(scope)) return withoutScope(scope);
    const article = await act(by);
    const headers = { ...NO_STORE, etag: `"v${article.version}"` };
    return Response.json(article, { status: article.outcome === "new" ? 201 : 200, headers });
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict" && isConditional(request)) {
      return problem(412, error.message, {}, NO_STORE);
    }
    const response = problemOf(error);
    response.headers.set("cache-control", NO_STORE["cache-control"]);
    return response;
  }
}

/** RFC 6750, 2.1 */
const tokenIn = ({ headers }: NextRequest) => /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";

function unknownBearer({ headers }: NextRequest): Response {
  const error = headers.has("authorization") ? ', error="invalid_token"' : "";
  const detail = "This needs a token that works: Authorization: Bearer gazette_… One is made at /admin/account.";
  return problem(401, detail, {}, { ...NO_STORE, "www-authenticate": `Bearer realm="Gazette"${error}` });
}

function withoutScope(scope: Scope): Response {
  const authenticate = `Bearer realm="Gazette", error="insufficient_scope", scope="${scope}"`;
  const headers = { ...NO_STORE, "www-authenticate": authenticate };
  return problem(403, `This token may not do that: it lacks ${scope}.`, {}, headers);
}

const isConditional = ({ headers }: NextRequest) => headers.has("if-match") || headers.has("if-none-match");

/** What the request says must be true of the article: RFC 9110, 13.1. @throws AppError invalid */
export function expectedBy({ headers }: NextRequest): Expected {
  const match = headers.get("if-match");
  const none = headers.get("if-none-match");
  const absent = none?.trim() === "*";
  if (none !== null && !absent) throw new AppError("invalid", { message: "If-None-Match takes only *, here." });
  const present = match?.trim() === "*";
  if (match === null || present) return { version: undefined, absent, present };
  const version = VERSION_TAG.exec(match.trim())?.[1];
  if (version === undefined) {
    throw new AppError("invalid", { message: 'If-Match takes an ETag of the article, such as "v12".' });
  }
  return { version: Number(version), absent, present };
}
