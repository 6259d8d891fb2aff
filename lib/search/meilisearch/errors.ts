/** What can go wrong with Meilisearch, told apart by what is to be done about it. */
import { MeilisearchApiError, MeilisearchError, MeilisearchRequestError, type Task } from "meilisearch";
import { EngineUnavailable } from "../port";

/** The server does not do what it should, for whatever is asked: away, slow, full, refusing the key, without index. */
export class TargetAway extends Error {
  /** `index_not_found` and the like; null where no answer came. */
  readonly code: string | null;

  constructor(message: string, code: string | null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The server refuses these documents, and would again. */
export class DocumentsRefused extends Error {}

/** Any error of a search as one that lets another engine answer; our own mistakes pass through. */
export function unavailable(error: unknown): unknown {
  return isNoAnswer(error) ? new EngineUnavailable(sentence(error), { cause: error }) : error;
}

/** Any error of a request as one of the two; our own mistakes pass through. */
export function away(error: unknown): unknown {
  return isNoAnswer(error)
    ? new TargetAway(sentence(error), refusalOf(error)?.cause?.code ?? null, { cause: error })
    : error;
}

/** @throws TargetAway, DocumentsRefused unless the task succeeded */
export function requireSuccess(task: Task): Task {
  if (task.status === "succeeded") return task;
  const { code = "canceled", message = "The task was canceled.", type = "" } = task.error ?? {};
  if (type === "invalid_request" && code !== "index_not_found") throw new DocumentsRefused(`${code}: ${message}`);
  throw new TargetAway(`${code}: ${message}`, code);
}

/** A SyntaxError: the answer is no JSON, as from a proxy in between. */
const isNoAnswer = (error: unknown) =>
  error instanceof MeilisearchError || error instanceof SyntaxError || isTimeout(error);

/** The client wraps what its httpClient says. */
function isTimeout(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (["TimeoutError", "AbortError", "MeilisearchRequestTimeOutError"].includes(at.name)) return true;
  }
  return false;
}

/** What the server refuses with; the client wraps what its httpClient says. */
function refusalOf(error: unknown): MeilisearchApiError | null {
  const said = error instanceof MeilisearchRequestError ? error.cause : error;
  return said instanceof MeilisearchApiError ? said : null;
}

/** One sentence for operators, without keys. */
function sentence(error: unknown): string {
  if (isTimeout(error)) return "It does not answer in time.";
  const refusal = refusalOf(error);
  if (refusal) {
    const { status } = refusal.response;
    if (status === 401 || status === 403) return "It refuses the key (MEILISEARCH_API_KEY).";
    return `It answers ${status}: ${refusal.message}`;
  }
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string" && code.startsWith("E")) return `It cannot be reached (${code}).`;
  }
  return "It cannot be reached.";
}
