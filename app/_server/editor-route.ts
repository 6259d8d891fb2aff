/** The one way for the newsroom's scripts to write: who, parse, do, and expected errors as RFC 9457 has them. */
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { Actor } from "@/db/audit";
import type { Role } from "@/db/schema";
import { isDatabaseUnavailable } from "@/db/unavailable";
import type { User } from "@/db/users";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log/log";
import { failureId, requestContext } from "@/lib/log/request-context";
import { RETRY_AFTER_S } from "@/lib/search/unavailable";
import { fieldErrors, requireStorable } from "./action";
import { currentUser, mayAct } from "./auth";
import { heardChanges } from "./follow-changes";

type Route = (request: NextRequest) => Promise<Response>;
type Act<S extends z.ZodType> = (given: z.output<S>, by: Actor & User) => Promise<object | undefined>;

const NO_STORE = { "cache-control": "no-store" };

/**
 * A route that editors and admins POST JSON to. Answers what `act` gives, as JSON; every page shows the change when the
 * answer is there. 401 without a session, 403 for a lesser role or another site, 400 with `fields`, and what AppErrors say.
 */
export const editorRoute = <S extends z.ZodType>(schema: S, act: Act<S>): Route => roleRoute("editor", schema, act);

/** The same for admins only. */
export const adminRoute = <S extends z.ZodType>(schema: S, act: Act<S>): Route => roleRoute("admin", schema, act);

function roleRoute<S extends z.ZodType>(role: Role, schema: S, act: Act<S>): Route {
  return async (request) => {
    try {
      const by = await currentUser();
      if (!by) return refusal(401, { code: "signed-out", detail: "You are signed out. Sign in again." });
      if (!mayAct(by, role)) throw new AppError("not-allowed");
      if (!isOwn(request))
        return refusal(403, { code: "other-site", detail: "Only Gazette's own pages may ask this." });
      const given = await jsonOf(request);
      requireStorable(given);
      const parsed = schema.safeParse(given);
      if (!parsed.success) throw new AppError("invalid", { fields: fieldErrors(parsed.error) });
      const done = await act(parsed.data, { ...by, name: by.email });
      await heardChanges();
      return Response.json(done ?? {}, { headers: NO_STORE });
    } catch (thrown) {
      const error = isDatabaseUnavailable(thrown) ? new AppError("unavailable") : thrown;
      if (error instanceof AppError) {
        const { code, message: detail, fields, conflict, status } = error;
        return refusal(status, { code, detail, fields, conflict });
      }
      const id = failureId();
      log().error({ err: error, id }, "Newsroom: an unexpected error");
      return refusal(500, { code: "unexpected", detail: `An unexpected error, logged as ${id}. Nothing was saved.` });
    }
  };
}

/**
 * Whether one of our own pages asks. The session cookie is SameSite=Lax, and JSON needs a preflight that is never
 * granted; this holds where a browser is too old for either. https://developer.mozilla.org/docs/Web/HTTP/Headers/Origin
 */
function isOwn(request: NextRequest): boolean {
  const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return isJson && (origin === null || (URL.canParse(origin) && new URL(origin).host === host));
}

async function jsonOf(request: NextRequest): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new AppError("invalid", { message: "That is not JSON." });
  }
}

function refusal(status: number, body: { code: string; detail: string; [extra: string]: unknown }): Response {
  const later: Record<string, string> = status === 503 ? { "retry-after": String(RETRY_AFTER_S) } : {};
  const headers = { "content-type": "application/problem+json", ...NO_STORE, ...later };
  const requestId = requestContext().getStore()?.id;
  return new Response(JSON.stringify({ type: "about:blank", status, title: body.detail, ...body, requestId }), {
    status,
    headers,
  });
}
