/** What every page shows around its content. */
import type { Db } from "@/db/client";
import { navigationTopics } from "@/db/topics-read";
import { FRAME_TAG } from "../cache-tags";
import type { Read } from "./read";
import type { TopicRef } from "./types";

const NAVIGATION_TOPICS = 12;

export async function frame(db: Db, _now: Date): Promise<Read<{ topics: TopicRef[] }>> {
  return { value: { topics: await navigationTopics(db, NAVIGATION_TOPICS) }, tags: [FRAME_TAG], dates: [] };
}
