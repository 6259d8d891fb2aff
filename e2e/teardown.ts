import { rmSync } from "node:fs";
import { parseSettings } from "../lib/env";
import { meilisearchAddresses } from "../lib/runtime/meilisearch";

/** Removes what the portal under test kept. It has stopped by then. */
export default async function teardown(): Promise<void> {
  const folder = process.env.E2E_DATA_DIR;
  if (folder?.includes("gazette-e2e-")) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  await removeIndexes(process.env.E2E_SEARCH_INDEX ?? "");
}

/** From a Meilisearch that is set; one that the portal ran itself went with its folder. */
async function removeIndexes(prefix: string): Promise<void> {
  if (!prefix.startsWith("gazette-e2e-")) return;
  const { MEILISEARCH_URL, MEILISEARCH_API_KEY } = process.env;
  for (const { url, key } of meilisearchAddresses(parseSettings({ MEILISEARCH_URL, MEILISEARCH_API_KEY }))) {
    const headers = { Authorization: `Bearer ${key}` };
    const { results } = await (await fetch(`${url}/indexes?limit=1000`, { headers })).json();
    for (const { uid } of results as { uid: string }[]) {
      if (uid.startsWith(prefix)) await fetch(`${url}/indexes/${uid}`, { method: "DELETE", headers });
    }
  }
}
