/** Which request something is done for, wherever it is done: the log and errors name it. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

export type RequestContext = {
  /** 1 to 128 letters, digits and `._:-`. */
  id: string;
  method: string;
  /** As it was asked for: see {@link pathForLog}. */
  url: string;
  /** Numbers of errors that were logged for it. */
  logged?: Set<string>;
  /** A query of its failed since the database was away. */
  withoutDatabase?: true;
  /** Its answer is a search that may be kept, until then (ms since 1970). */
  search?: { until: number; counted: { q: string; total: number } | null };
};

const KEY = Symbol.for("gazette.request-context");

/** On globalThis, since the bundler makes several copies of a module. */
export function requestContext(): AsyncLocalStorage<RequestContext> {
  const shared = globalThis as { [KEY]?: AsyncLocalStorage<RequestContext> };
  return (shared[KEY] ??= new AsyncLocalStorage());
}

/** The links of invitations and of new passwords: whoever has one may use it. */
const SECRET_PATH = /^(\/sign-in\/[^/]+\/).+/;

/** What of an address may stand in a log: what people search for is theirs, and tokens are secret. */
export function pathForLog(url: string): string {
  const path = url.split("?", 1)[0] ?? "/";
  return path.replace(SECRET_PATH, "$1…");
}

/** What an unexpected error is called, in the log and to whoever asked: the id of the request. */
export const failureId = () => requestContext().getStore()?.id ?? randomUUID();
