/** A server that takes what is sent to it, and answers as told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };
export type Receiver = {
  url: string;
  received: Received[];
  /** How the next ones are answered: a status, or by hand. */
  answer: (how: number | ((response: ServerResponse) => void)) => void;
  close: () => Promise<void>;
};

export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how: Parameters<Receiver["answer"]>[0] = 204;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts).toString() });
    if (typeof how === "function") how(response);
    else response.writeHead(how).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
