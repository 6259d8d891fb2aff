import type { Db } from "@/db/client";
import { MAX_TOPIC_DEPTH } from "@/db/topic-tree";
import { childrenOf, topicsByIds } from "@/db/topics-read";

/** These topics and all below them; ids that no topic has stay as they are. */
export async function topicIdsBelow(db: Db, ids: string[]): Promise<string[]> {
  const found = new Set(ids);
  let level = await topicsByIds(db, ids);
  for (let depth = 0; level.length > 0 && depth < MAX_TOPIC_DEPTH; depth++) {
    const children = await childrenOf(
      db,
      level.map((topic) => topic.name),
    );
    level = children.filter((topic) => !found.has(topic.id));
    for (const topic of level) found.add(topic.id);
  }
  return [...found];
}
