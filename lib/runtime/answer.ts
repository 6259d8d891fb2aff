/** Whether the portal answers. */
import { setTimeout as delay } from "node:timers/promises";

const RETRY_MS = 50;
/** In development the first page is compiled first. */
const ANSWER_TIMEOUT_MS = 60_000;
export const HEALTH_PATH = "/api/health";

/** Where this machine reaches a server that listens on `host`. */
export function localAddress(host: string, port: number): string {
  const name = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${name}:${port}`;
}

/** Resolves with null once the portal has answered anything, or with a sentence when it does not for too long. */
export async function firstAnswer(host: string, port: number, signal: AbortSignal): Promise<string | null> {
  const deadline = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  while (!signal.aborted && !deadline.aborted) {
    const answered = await fetch(`${localAddress(host, port)}${HEALTH_PATH}`, { signal: deadline }).then(
      () => true,
      () => false,
    );
    if (answered) return null;
    await delay(RETRY_MS);
  }
  return `The portal does not answer within ${ANSWER_TIMEOUT_MS / 1000} s.`;
}
