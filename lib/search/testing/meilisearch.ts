/** A real Meilisearch for tests, with an index of the test's own, behind a proxy that can fail. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, inject } from "vitest";
import { target } from "../meilisearch/target";

/** What the proxy answers in place of the server; null: it asks the server. */
export type Fault = (
  request: IncomingMessage,
  body: string,
) => { status: number; body: unknown } | "hang" | "cut" | null;

/** Call at the top of a test file; where `isThere` is false no server was found: say so and skip. */
export function testMeilisearch() {
  const found = inject("meilisearch");
  const server = found ?? { url: "http://127.0.0.1:9", key: undefined };
  const indexUid = `test-${randomBytes(6).toString("hex")}`;
  let fault: Fault = () => null;
  let proxy: Server | undefined;
  const address = { url: "", key: server.key };
  beforeAll(async () => {
    if (!found) return;
    proxy = createServer(
      (request, response) => void forward(server.url, request, response, (body) => fault(request, body)),
    );
    await new Promise<void>((resolve) => proxy?.listen(0, "127.0.0.1", resolve));
    const at = proxy.address();
    address.url = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
  });
  afterAll(async () => {
    if (!found) return;
    proxy?.closeAllConnections();
    proxy?.close();
    const direct = target(server, indexUid);
    await direct.remove(direct.indexUid);
    await direct.remove(direct.next);
  });
  return {
    isThere: found !== null,
    /** Through the proxy, once the file's hooks have run. */
    address,
    indexUid,
    /** The server itself. */
    direct: () => target(server, indexUid),
    fail(next: Fault) {
      fault = next;
      if (next === AWAY) proxy?.closeAllConnections();
    },
  };
}

export const WORKS: Fault = () => null;
/** As if nothing listened there. */
export const AWAY: Fault = () => "cut";

async function forward(
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
  faultOf: (body: string) => ReturnType<Fault>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const fault = faultOf(body.toString());
  if (fault === "hang") return;
  if (fault === "cut") return void request.socket.destroy();
  if (fault) {
    response.writeHead(fault.status, { "content-type": "application/json" }).end(JSON.stringify(fault.body));
    return;
  }
  const { authorization = "", "content-type": type } = request.headers;
  try {
    const answer = await fetch(url + request.url, {
      method: request.method ?? "GET",
      headers: { authorization, ...(type ? { "content-type": type } : {}) },
      ...(body.length > 0 ? { body } : {}),
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  } catch {
    request.socket.destroy();
  }
}
