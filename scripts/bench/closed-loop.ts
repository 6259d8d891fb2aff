/**
 * Asks over connections that stay open, each again as soon as it is answered. It shares the cores with what it
 * measures, so it does little: the answers are framed and counted, and not decoded (a third of the work of autocannon).
 */
import { connect } from "node:net";
import { framer } from "./framer";

/** As many as section 7 of the design says. */
export const CONNECTIONS = 20;
/** What browsers send. */
const HEADERS = { "accept-encoding": "gzip, deflate, br, zstd", accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

/** `paths` are asked in turn; as a function it gives the next one. */
export type Target = { origin: string; paths: string[] | (() => string); headers?: Record<string, string> };
export type Counted = { answers: number; seconds: number };

/** @throws Error when anything but 200 is answered, or a connection fails; the reason of `signal` */
export async function closedLoop(target: Target, ms: number, signal: AbortSignal): Promise<Counted> {
  const { paths } = target;
  const requests = typeof paths === "function" ? [] : paths.map((path) => requestText(target, path));
  const following = () =>
    typeof paths === "function" ? requestText(target, paths()) : requests[sent++ % requests.length];
  const began = performance.now();
  let sent = 0;
  let answers = 0;
  const next = () => (performance.now() - began < ms && !signal.aborted ? following() : undefined);
  const connections = Array.from({ length: CONNECTIONS }, () => asking(target.origin, next, () => answers++));
  await Promise.all(connections);
  signal.throwIfAborted();
  return { answers, seconds: (performance.now() - began) / 1000 };
}

function requestText({ origin, headers }: Target, path: string): Buffer {
  const fields = Object.entries({ host: new URL(origin).host, ...HEADERS, ...headers });
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
}

/** One connection after the other, for servers that end theirs after so many answers. */
async function asking(origin: string, next: () => Buffer | undefined, answered: () => void): Promise<void> {
  let isMore = true;
  while (isMore) isMore = await oneConnection(origin, next, answered);
}

/** Gives whether there may be more to ask. */
function oneConnection(origin: string, next: () => Buffer | undefined, answered: () => void): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const end = (isMore: boolean) => {
      socket.destroy();
      resolve(isMore);
    };
    const send = () => {
      const request = next();
      if (request) socket.write(request);
      else end(false);
    };
    const take = framer(({ status, isLast }) => {
      if (status !== 200) return socket.destroy(new Error(`It answers ${status}.`));
      answered();
      if (isLast) end(true);
      else send();
    });
    socket
      .once("connect", send)
      .on("data", take)
      .once("error", reject)
      .once("close", () => resolve(true));
  });
}
