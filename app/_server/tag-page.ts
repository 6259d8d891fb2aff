import { unstable_cache } from "next/cache";

/** Notes what the page being rendered depends on. The data itself is not cached: the page is. */
export async function tagPage(tags: string[]): Promise<void> {
  await unstable_cache(async () => 0, tags, { tags })();
}
