/** A server of strangers' pictures, for tests. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export type Source = {
  base: string;
  /** What was asked for, in order. */
  asked: string[];
  close: () => void;
};

/** Answers each path with its listener or its bytes; `/to?…` leads on to what stands after the `?`. */
export async function sourceOf(routes: Record<string, RequestListener | Buffer>): Promise<Source> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    asked.push(url);
    if (url.startsWith("/to?")) {
      response.writeHead(302, { location: url.slice("/to?".length) }).end();
      return;
    }
    const answer = routes[url];
    if (Buffer.isBuffer(answer)) response.writeHead(200, { "content-type": "image/png" }).end(answer);
    else if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
