/** Requests over a few connections that stay open. */
import { Agent, request } from "node:http";

/** As many as the other measurements have. */
const CONNECTIONS = 20;
const TIMEOUT_MS = 10_000;

export type Asked = { path: string; body?: string; headers?: Record<string, string> };
export type Client = {
  /** @throws when no answer comes, or it is cut off */
  ask: (asked: Asked) => Promise<{ status: number; body: string; cookies: string[] }>;
  close: () => void;
};

export function client(origin: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const { hostname, port } = new URL(origin);
  return {
    ask: ({ path, body, headers = {} }) =>
      new Promise((resolve, reject) => {
        const method = body === undefined ? "GET" : "POST";
        const asking = request({ agent, hostname, port, path, method, headers, timeout: TIMEOUT_MS }, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString(),
              cookies: response.headers["set-cookie"] ?? [],
            }),
          );
        });
        asking.once("timeout", () => asking.destroy(new Error(`No answer within ${TIMEOUT_MS / 1000} s.`)));
        asking.once("error", reject);
        asking.end(body);
      }),
    close: () => agent.destroy(),
  };
}
