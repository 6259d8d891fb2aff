import { unstable_cache } from "next/cache";

/** Next takes at most 128 tags a call and drops the others: with the marks among them, the page would not be kept. */
const TAGS_A_CALL = 100;

/** Notes what the page being rendered depends on. The data itself is not cached: the page is. */
export async function tagPage(tags: string[]): Promise<void> {
  for (let start = 0; start < tags.length; start += TAGS_A_CALL) {
    const some = tags.slice(start, start + TAGS_A_CALL);
    await unstable_cache(async () => 0, some, { tags: some })();
  }
}
