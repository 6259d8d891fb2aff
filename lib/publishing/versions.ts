/** Earlier versions of an article, worked out from the record of what changed. */

import type { Actor } from "@/db/audit";
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { providersById } from "@/db/edit-article";
import { topicIdsNow } from "@/db/topic-changes";
import { takenTopicIds } from "@/db/topics-write";
import { acting } from "../acting";
import { AppError } from "../errors";
import { type ArticleResult, changeIn } from "./change";
import { articleHistory } from "./history";
import { lockArticles } from "./lock";
import type { Changes } from "./plan";
import { changesTo } from "./recorded";

/** What an earlier version brings back. State, story and places on pages stay as they are. */
const FIELDS = [
  "title",
  "excerpt",
  "type",
  "category",
  "publishedAt",
  "webUrl",
  "originalUrl",
  "featuredContent",
  "images",
  "providerId",
  "liveFrom",
  "liveUntil",
  "correction",
  "quality",
  "heatGiven",
  "slug",
  "topics",
];

type Fields = Record<string, unknown>;
type Recorded = Pick<RecordedEvent, "before" | "after">;

/**
 * The versions before `current` that can be worked out from these events, newest first, with what must be put back for
 * each. It ends where an import changed the article, since the record does not have what was before.
 */
export function earlierVersions(events: Recorded[], current: number): Map<number, Fields> {
  const versions = new Map<number, Fields>();
  let at = current;
  let back: Fields = {};
  for (const { before, after } of events) {
    if (after.version === undefined) continue;
    if (after.version !== at || typeof before.version !== "number") break;
    back = { ...back, ...Object.fromEntries(Object.entries(before).filter(([field]) => FIELDS.includes(field))) };
    at = before.version;
    versions.set(at, back);
  }
  return versions;
}

export type Restoration = { id: number; version: number; to: number; by: Actor; now: Date };

/**
 * Brings all fields back to what they were in version `to`, as a change like any other.
 * @throws AppError not-found, conflict, invalid
 */
export function restoreVersion(
  db: Db,
  { id, version, to, by, now }: Restoration,
): Promise<ArticleResult & { act: number }> {
  return acting(db, async (tx) => {
    const row = (await lockArticles(tx, [id])).get(id);
    if (!row) throw new AppError("not-found");
    const back = earlierVersions(await articleHistory(tx, id), row.version).get(to);
    if (!back && version === row.version) {
      throw new AppError("invalid", { message: "What it was before is not in the record." });
    }
    const changes = await stillPossible(tx, back ?? {});
    const { results, act } = await changeIn(tx, { edits: [{ id, version, changes }], by, now });
    return { ...(results[0] as ArticleResult), act };
  });
}

/** Without topics and a provider that are gone, and with the first address that it had. */
async function stillPossible(tx: Db, { slug, topics, providerId, ...rest }: Fields): Promise<Changes> {
  const changes = changesTo(rest);
  if (typeof slug === "string") changes.slug = slug;
  if (Array.isArray(topics)) {
    const ids = topics.map(String);
    // Those that were merged since are found under their new ids when they are written.
    const there = new Set([...(await takenTopicIds(tx, ids)), ...(await topicIdsNow(tx, ids)).keys()]);
    changes.topics = ids.filter((topic) => there.has(topic));
  }
  if (typeof providerId === "number" && (await providersById(tx, [providerId])).length > 0)
    changes.providerId = providerId;
  return changes;
}
