/** Topics as a tree, for the list. Pure. */

type Listed = { id: string; name: string; parent: string | null };
export type Branch<T extends Listed> = T & { depth: number };

/** Parents of parents of parents: deeper trees are cut, and circles end. */
const MAX_DEPTH = 8;

/** All topics in order, each behind its parent and as deep as it hangs; what hangs in a circle stands at the top. */
export function branches<T extends Listed>(topics: T[]): Branch<T>[] {
  const names = new Set(topics.map(({ name }) => name));
  const below = new Map<string, T[]>();
  for (const topic of topics) {
    if (topic.parent !== null) below.set(topic.parent, [...(below.get(topic.parent) ?? []), topic]);
  }
  const found = new Map<string, Branch<T>>();
  const walk = (topic: T, depth: number) => {
    if (found.has(topic.id)) return;
    found.set(topic.id, { ...topic, depth });
    if (depth < MAX_DEPTH) for (const child of below.get(topic.name) ?? []) walk(child, depth + 1);
  };
  for (const topic of topics) if (topic.parent === null || !names.has(topic.parent)) walk(topic, 0);
  for (const topic of topics) walk(topic, 0);
  return [...found.values()];
}
