/** Readers who ask and ask, over connections that they keep, through what a proxy does for them. */
import { Agent, request } from "node:http";

const READERS = 16;
const TIMEOUT_MS = 15_000;

export type Readers = {
  /** Resolves when that many more were answered. */
  answered: (more: number) => Promise<void>;
  /** How many a server was asked, and how many it answered. */
  of: (server: string) => { asked: number; answered: number };
  /** What failed. */
  end: () => Promise<string[]>;
};

/**
 * Asks the servers in turn. One that takes no new connections is passed over, as every proxy does, since it was not asked
 * anything then; all else that is no answer below 500 is a failure.
 */
export function readersOf(servers: string[], paths: string[]): Readers {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const counts = new Map(servers.map((server) => [server, { asked: 0, answered: 0 }]));
  const of = (server: string) => counts.get(server) ?? { asked: 0, answered: 0 };
  const failures: string[] = [];
  let turn = 0;
  let total = 0;
  let ended = false;
  let heard = () => {};

  const ask = (server: string, path: string) =>
    new Promise<number>((resolve, reject) => {
      of(server).asked += 1;
      const asked = request(server + path, { agent, timeout: TIMEOUT_MS }, (answer) => {
        answer.once("error", reject);
        answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
      });
      asked.once("timeout", () => asked.destroy(new Error("no answer")));
      asked.once("error", reject).end();
    });

  const read = async () => {
    while (!ended) {
      turn += 1;
      const path = paths[turn % paths.length] ?? "/";
      for (const server of turn % 2 ? servers : servers.toReversed()) {
        try {
          const status = await ask(server, path);
          if (status >= 500) failures.push(`${path}: ${status}`);
          of(server).answered += 1;
          total += 1;
          heard();
          break;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "ECONNREFUSED") {
            of(server).asked -= 1;
            continue;
          }
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
    of,
    async end() {
      ended = true;
      await reading;
      agent.destroy();
      return failures;
    },
  };
}
