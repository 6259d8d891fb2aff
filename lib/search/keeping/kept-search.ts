/** Which engines are to be kept, from the settings. */
import type { Settings } from "../../env";
import { meilisearchAddresses } from "../../runtime/meilisearch";
import type { KeptSearch } from "./keeper";

export function keptSearch(settings: Settings): KeptSearch {
  const { MEILISEARCH_INDEX: indexUid, SITE_TIME_ZONE: timeZone } = settings;
  return { addresses: meilisearchAddresses(settings), indexUid, timeZone };
}
