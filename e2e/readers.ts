/** Readers who ask and ask, over connections that they keep, through what a proxy does for them. */
import { Agent, request } from "node:http";

const READERS = 16;
const TIMEOUT_MS = 15_000;

export type Readers = {
  /** Resolves when that many more were answered. */
  answered: (more: number) => Promise<void>;
  /** How many wait for a server now. */
  askedOf: (server: string) => number;
  end: () => Promise<{ failures: string[]; by: Map<string, number> }>;
};

/**
 * Asks the servers in turn. One that takes no new connections is passed over, as every proxy does, since it was not asked
 * anything then; all else that is no answer below 500 is a failure.
 */
export function readersOf(servers: string[], paths: string[]): Readers {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const by = new Map(servers.map((server) => [server, 0]));
  const waiting = new Map(servers.map((server) => [server, 0]));
  const failures: string[] = [];
  const count = (of: Map<string, number>, server: string, more: number) => of.set(server, (of.get(server) ?? 0) + more);
  let turn = 0;
  let total = 0;
  let ended = false;
  let heard = () => {};

  const ask = (server: string, path: string) =>
    new Promise<number>((resolve, reject) => {
      count(waiting, server, 1);
      const asked = request(server + path, { agent, timeout: TIMEOUT_MS }, (answer) => {
        answer.once("error", reject);
        answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
      });
      asked.once("timeout", () => asked.destroy(new Error("no answer")));
      asked.once("error", reject).end();
    }).finally(() => count(waiting, server, -1));

  const read = async () => {
    while (!ended) {
      turn += 1;
      const path = paths[turn % paths.length] ?? "/";
      for (const server of turn % 2 ? servers : servers.toReversed()) {
        try {
          const status = await ask(server, path);
          if (status >= 500) failures.push(`${path}: ${status}`);
          count(by, server, 1);
          total += 1;
          heard();
          break;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "ECONNREFUSED") continue;
          failures.push(`${path}: ${error}`);
          break;
        }
      }
    }
  };
  const reading = Promise.all(Array.from({ length: READERS }, read));

  return {
    answered(more) {
      const enough = total + more;
      return new Promise((resolve) => {
        heard = () => void (total >= enough && resolve());
      });
    },
    askedOf: (server) => waiting.get(server) ?? 0,
    async end() {
      ended = true;
      await reading;
      agent.destroy();
      return { failures, by };
    },
  };
}
