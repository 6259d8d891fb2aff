import type { Settings } from "../env";
export type MeilisearchAddress = { url: string; key: string | undefined };
export function meilisearchAddresses(settings: Settings): MeilisearchAddress[] {
  return settings.MEILISEARCH_URL ? [{ url: settings.MEILISEARCH_URL, key: settings.MEILISEARCH_API_KEY }] : [];
}
export async function findMeilisearch(
  settings: Settings,
): Promise<{ addresses: MeilisearchAddress[]; stop: () => Promise<void> }> {
  return { addresses: meilisearchAddresses(settings), stop: async () => {} };
}
