/** How Meilisearch is asked: over connections that stay open, and past Next's own fetch, which takes twice as long. */
import { MeilisearchApiError } from "meilisearch";
import { Agent, type Dispatcher, request } from "undici";

/** Meilisearch closes what was idle for 5 s: a request must not meet that. */
const IDLE_MS = 4_000;

const dispatcher = new Agent({ keepAliveTimeout: IDLE_MS });

/**
 * The `httpClient` of a Meilisearch client: gives what the JSON of the answer says.
 * @throws MeilisearchApiError where the server refuses, SyntaxError where its answer is no JSON, else as the signal or
 * the connection has it; the client throws each of them as the cause of an error of its own
 */
export async function httpClient(address: string | URL | Request, init: RequestInit = {}): Promise<unknown> {
  const { statusCode, body } = await request(String(address), {
    dispatcher,
    method: (init.method ?? "GET") as Dispatcher.HttpMethod,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: typeof init.body === "string" ? init.body : null,
    signal: init.signal ?? null,
  });
  const text = await body.text();
  const told = text === "" ? undefined : JSON.parse(text);
  if (statusCode >= 300) throw new MeilisearchApiError(new Response(null, { status: statusCode }), told);
  return told;
}
