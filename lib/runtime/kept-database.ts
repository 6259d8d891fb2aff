/** The database for as long as the portal runs. */
import { setTimeout as delay } from "node:timers/promises";
import type { Settings } from "@/lib/env";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";

const ATTEMPTS = 5;
const RETRY_MS = 300;

export type KeptDatabase = {
  url: string;
  /** Resolves with a sentence when the embedded Postgres cannot be kept running. */
  failed: Promise<string>;
  stop: () => Promise<void>;
};

/** DATABASE_URL, or an embedded Postgres that is started again when it is gone, at the same address. */
export async function keepDatabase(settings: Settings, say: (line: string) => void): Promise<KeptDatabase> {
  if (settings.DATABASE_URL) return { url: settings.DATABASE_URL, failed: new Promise(() => {}), stop: async () => {} };
  let server: EmbeddedPostgres = await startEmbeddedPostgres(settings.DATA_DIR);
  const { url } = server;
  let stopping = false;
  async function watch(): Promise<string> {
    for (;;) {
      await server.lost;
      if (stopping) return "";
      say("The embedded Postgres is gone; starting it again.");
      for (let attempt = 1; ; attempt++) {
        try {
          server = await startEmbeddedPostgres(settings.DATA_DIR);
          break;
        } catch (error) {
          if (attempt === ATTEMPTS) return `The embedded Postgres cannot be started again: ${(error as Error).message}`;
          await delay(RETRY_MS * attempt);
        }
      }
      // Whoever uses it was told the address when they were started.
      if (server.url !== url) return "The embedded Postgres could not be started again on its port.";
    }
  }
  return {
    url,
    failed: watch(),
    async stop() {
      stopping = true;
      await server.stop();
    },
  };
}
