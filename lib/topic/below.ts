import type { Db } from "@/db/client";
import { childrenOf, topicsByIds } from "@/db/topics-read";

/** Parents of parents of parents: deeper trees are cut, and circles end. */
const MAX_DEPTH = 5;

/** These topics and all below them; ids that no topic has stay as they are. */
export async function topicIdsBelow(db: Db, ids: string[]): Promise<string[]> {
  const found = new Set(ids);
  let level = await topicsByIds(db, ids);
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
    const children = await childrenOf(
      db,
      level.map((topic) => topic.name),
    );
    level = children.filter((topic) => !found.has(topic.id));
    for (const topic of level) found.add(topic.id);
  }
  return [...found];
}
