/** Topics that articles name. */
import type { Db } from "@/db/client";
import { formerNames } from "@/db/subject-events";
import { topicIdsNow } from "@/db/topic-changes";
import { insertTopics, takenTopicIds, topicsByName } from "@/db/topics-write";
import { RESERVED_TOPIC_IDS, topicIdCandidates, topicIdOf } from "./id";
import { TOPIC } from "./view";

/**
 * Ids of topics by name; those that do not exist yet are made. A name that an editor gave up, by another name or by a
 * merge, stands for the topic that has its articles now.
 */
export async function ensureTopics(
  tx: Db,
  names: Iterable<string>,
): Promise<{ ids: Map<string, string>; made: boolean }> {
  const unique = [...new Set(names)].sort();
  const ids = new Map((await topicsByName(tx, unique)).map(({ id, name }) => [name, id]));
  for (const [name, id] of await renamed(
    tx,
    unique.filter((name) => !ids.has(name)),
  )) {
    ids.set(name, id);
  }
  const missing = unique.filter((name) => !ids.has(name));
  const used = new Set<string>();
  const rows: { id: string; name: string }[] = [];
  for (const name of missing) {
    const id = await freeTopicId(tx, topicIdOf(name), used);
    used.add(id);
    ids.set(name, id);
    rows.push({ id, name });
  }
  await insertTopics(tx, rows);
  return { ids, made: rows.length > 0 };
}

async function renamed(tx: Db, names: string[]): Promise<Map<string, string>> {
  const former = await formerNames(tx, TOPIC, names);
  const ids = [...new Set(former.values())];
  const [present, moved] = [await takenTopicIds(tx, ids), await topicIdsNow(tx, ids)];
  const now = (id: string) => (present.has(id) ? id : moved.get(id));
  return new Map(
    [...former].flatMap(([name, id]) => {
      const found = now(id);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}

/** The id itself, or with a number behind it when it is reserved, in `used`, or a topic's already. */
export async function freeTopicId(tx: Db, wanted: string, used: ReadonlySet<string> = new Set()): Promise<string> {
  for (const id of topicIdCandidates(wanted)) {
    if (!RESERVED_TOPIC_IDS.has(id) && !used.has(id) && !(await takenTopicIds(tx, [id])).has(id)) return id;
  }
  throw new Error("There is always another number.");
}
