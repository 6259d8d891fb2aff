/** A page about the site itself. */
import type { Db } from "@/db/client";
import { FRAME_TAG } from "../cache-tags";
import type { SitePage } from "../settings/pages";
import { givenSettings } from "../settings/values";
import type { Read } from "./read";

/** `text` is null where there is none. */
export async function sitePage(db: Db, page: SitePage): Promise<Read<{ text: string | null }>> {
  const given = await givenSettings(db, [page]);
  return { value: { text: given[page] ?? null }, tags: [FRAME_TAG], dates: [] };
}
