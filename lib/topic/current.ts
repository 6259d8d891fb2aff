/** Topics as changes of articles name them. */
import type { Db } from "@/db/client";
import { topicIdsNow } from "@/db/topic-changes";
import { takenTopicIds } from "@/db/topics-write";
import { AppError } from "../errors";

/**
 * These ids as they are now, of topics that had others before, too.
 * @throws AppError invalid where there is no such topic
 */
export async function currentTopics(tx: Db, ids: string[]): Promise<Map<string, string>> {
  const unique = [...new Set(ids)];
  const [present, moved] = [await takenTopicIds(tx, unique), await topicIdsNow(tx, unique)];
  return new Map(
    unique.map((id) => {
      const now = present.has(id) ? id : moved.get(id);
      const message = `There is no topic ${id} any more.`;
      if (now === undefined) throw new AppError("invalid", { message, fields: { topics: message } });
      return [id, now];
    }),
  );
}
