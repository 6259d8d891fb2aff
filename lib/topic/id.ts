/** Ids of topics: what stands for them in addresses. */

/** What an address below `/topic/{id}/` or `/api/news/` means already. */
export const RESERVED_TOPIC_IDS: ReadonlySet<string> = new Set([
  "page",
  "older",
  "rss.xml",
  "atom.xml",
  "feed.json",
  "index.json",
]);

/** A name in lower case, with every run of anything but letters and digits (of any script) as one `-`. */
export function topicIdOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
}

/** The first of `id`, `id-2`, `id-3`… that is neither reserved nor taken. */
export function* topicIdCandidates(id: string): Generator<string> {
  yield id;
  for (let number = 2; ; number += 1) yield `${id}-${number}`;
}
