/** Routes of the API that read: whatever happens inside, the answer is one of the API, and any site may have it. */
import type { NextRequest } from "next/server";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { type Policy, READS } from "@/lib/api/policies";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log/log";
import { failureId } from "@/lib/log/request-context";
import { isUnavailable, RETRY_AFTER_S, UNAVAILABLE_NOTE } from "@/lib/search/unavailable";
import { CORS_HEADERS, problem } from "./problem";
import { EXPOSED, limitHeaders, type Spent, spend } from "./rate-limit";

export type Params = Record<string, string>;
type Context = { params: Promise<Params> };
type Answer = (request: NextRequest, params: Params) => Promise<Response>;
export type Handler = (request: NextRequest, context?: Context) => Promise<Response>;

const READ_METHODS = "GET, HEAD, OPTIONS";
const PREFLIGHT_KEPT_S = 86_400;
/** What a browser sends beyond what is always allowed, such as what it had. */
const READ_HEADERS = {
  "access-control-allow-methods": READ_METHODS,
  "access-control-allow-headers": "If-None-Match",
  "access-control-max-age": String(PREFLIGHT_KEPT_S),
};

/** The handlers of a route that is only read, within `policy`; null: as often as anybody likes. */
export function readRoute(answer: Answer, policy: Policy | null = READS) {
  const GET: Handler = (request, context) => limitedAnswer(request, policy, () => answered(request, context, answer));
  return { GET, OPTIONS: preflight, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}

function preflight(): Response {
  return new Response(null, { status: 204, headers: { allow: READ_METHODS, ...CORS_HEADERS, ...READ_HEADERS } });
}

function refuse(): Response {
  return problem(405, "This address is only read.", {}, { allow: READ_METHODS });
}

/** The answer unless the client asked too often; both say what is left. */
export async function limitedAnswer(
  request: NextRequest,
  policy: Policy | null,
  answer: () => Promise<Response>,
): Promise<Response> {
  const spent = policy && spend(policy, request.headers);
  const response = spent?.isOver ? tooMany(spent) : await answer();
  const headers = spent ? { ...limitHeaders(spent), ...EXPOSED } : EXPOSED;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function tooMany({ policy, resetS }: Spent): Response {
  const detail = `More than ${policy.quota} requests in ${policy.windowS} seconds. Try again in ${resetS} s.`;
  // https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/, "Problem Types"
  const extra = { type: "https://iana.org/assignments/http-problem-types#quota-exceeded" };
  return problem(429, detail, { ...extra, "violated-policies": [policy.name] }, { "retry-after": String(resetS) });
}

async function answered(request: NextRequest, context: Context | undefined, answer: Answer): Promise<Response> {
  try {
    return await answer(request, (await context?.params) ?? {});
  } catch (error) {
    return problemOf(error);
  }
}

/** 503 where no search engine answered, what AppErrors say, 503 without a database, and 500 with the id of what is logged for any other. */
export function problemOf(error: unknown): Response {
  if (isUnavailable(error)) return problem(503, UNAVAILABLE_NOTE, {}, { "retry-after": String(RETRY_AFTER_S) });
  if (error instanceof AppError) {
    const [parameter] = Object.keys(error.fields ?? {});
    const retryAfterS = error.retryAfterS ?? (error.status === 503 ? RETRY_AFTER_S : null);
    return problem(
      error.status,
      error.message,
      parameter === undefined ? {} : { parameter },
      retryAfterS === null ? {} : { "retry-after": String(retryAfterS) },
    );
  }
  if (isDatabaseUnavailable(error)) return problemOf(new AppError("unavailable"));
  const id = failureId();
  log().error({ err: error, id }, "API: an unexpected error");
  return problem(500, `An unexpected error, logged here as ${id}.`);
}
