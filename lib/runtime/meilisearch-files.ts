/** Where the Meilisearch that Gazette runs itself keeps what is its own, in DATA_DIR. */
import { join } from "node:path";

export type MeilisearchFiles = ReturnType<typeof meilisearchFiles>;

export function meilisearchFiles(dataDir: string) {
  const folder = join(dataDir, "meilisearch");
  return {
    folder,
    /** The index: all of it can be made again from Postgres. */
    data: join(folder, "data.ms"),
    /** Data that could not be read, until new ones can. */
    oldData: join(folder, "data.ms-old"),
    dumps: join(folder, "dumps"),
    snapshots: join(folder, "snapshots"),
    log: join(folder, "log"),
    /** The port it had last. */
    port: join(folder, "port"),
    /** The process, to find one that outlived whoever started it. */
    process: join(folder, "process.json"),
    /** Who runs it and at which address, for all who look for it (instance.ts). */
    state: join(dataDir, "meilisearch.json"),
    key: join(dataDir, "meilisearch-key"),
  };
}
