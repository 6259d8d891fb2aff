/** Puts a topic file into the database. */
import type { Db } from "@/db/client";
import { removedFile } from "@/db/subject-events";
import { allTopics, forgetTopicRedirects, redirectTopics, topicIdsNow, writePositions } from "@/db/topic-changes";
import { absorbTopic, changeTopicId, detachTopicFile, putTopic, type TopicRecord, topicsLike } from "@/db/topics-write";
import { same } from "../article/same";
import { Refusal } from "../transfer/refusal";
import { freeTopicId } from "./ensure";
import { parseTopicFile, type TopicData } from "./file";
import { otherPositions, withNewOnes } from "./order";
import { TOPIC } from "./view";

export type TopicFile = { fileName: string; text: string; data: TopicData };
export type TopicOutcome = { outcome: "new" | "changed" | "unchanged"; id: string; renamed: boolean };

/**
 * The file's id and name win over a topic that was known only from articles: that one becomes this topic when it has
 * the same name, and moves to another id when it only has the same id. Of a topic that had this file already, what
 * editors changed stays, but for what the file changed since.
 * @param isBeside whether the folder of this file has a file of that name
 * @throws Refusal when another topic file claims the same id or name.
 */
export async function applyTopicFile(
  tx: Db,
  { fileName, text, data }: TopicFile,
  isBeside: (fileName: string) => Promise<boolean>,
): Promise<TopicOutcome> {
  const found = await topicsLike(tx, { ...data, fileName });
  const unchanged = { outcome: "unchanged", id: data.id, renamed: false } as const;
  const own = ownOf(found, data, fileName);
  if (own?.row.fileName === fileName && own.row.file === text) return unchanged;
  if (!own && (await isGone(tx, found, data, text))) return unchanged;

  const claimedElsewhere = async (row: TopicRecord | undefined) =>
    row?.fileName != null && row.fileName !== fileName && (await isBeside(row.fileName));
  const wanted = own ? merged(own.row, own.former, data) : data;
  const byId = found.find(({ id }) => id === wanted.id);
  const byName = found.find(({ name }) => name === wanted.name);
  if (await claimedElsewhere(byId)) throw new Refusal(`its id ${data.id} is that of ${byId?.fileName}`);
  if (await claimedElsewhere(byName)) throw new Refusal(`its name is that of ${byName?.fileName}`);

  const idHolder = byId && (byId === byName || byId.file !== null) ? byId : undefined;
  if (byId && !idHolder) await changeTopicId(tx, byId.id, await freeTopicId(tx, wanted.id));
  if (byName && byName !== byId) {
    if (idHolder) await absorbTopic(tx, byName.id, idHolder.id);
    else await changeTopicId(tx, byName.id, wanted.id);
    await redirectTopics(tx, [byName.id], wanted.id);
  }
  for (const former of found.filter((row) => row.fileName === fileName && row !== byId && row !== byName)) {
    await detachTopicFile(tx, former.id);
  }
  await forgetTopicRedirects(tx, [wanted.id]);
  await putTopic(tx, { ...wanted, fileName, file: text });
  const all = await allTopics(tx);
  await writePositions(tx, otherPositions(withNewOnes(all), all));
  const isNew = found.length === 0;
  return {
    outcome: isNew ? "new" : "changed",
    id: wanted.id,
    renamed: (byId !== undefined && byId.name !== wanted.name) || (byName !== undefined && byName !== byId),
  };
}

/** The topic that had this file, under whatever id and name it is now. */
function ownOf(found: TopicRecord[], data: TopicData, fileName: string) {
  const known = found.flatMap((row) => (row.file === null ? [] : [{ row, former: formerOf(row.file) }]));
  const owned = known.filter((one): one is { row: TopicRecord; former: TopicData } => one.former !== null);
  return (
    owned.find(({ former }) => former.id === data.id) ??
    owned.find(({ row, former }) => row.fileName === fileName && former.name === data.name)
  );
}

function formerOf(file: string): TopicData | null {
  try {
    return parseTopicFile(file);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The topic with what differs between the file as it was and as it is. */
function merged(row: TopicRecord, former: TopicData, data: TopicData): TopicData {
  const { id, name, shortname, parent, keywords, images, services } = row;
  const changed = Object.entries(data).filter(([field, value]) => !same(former[field as keyof TopicData], value));
  return { id, name, shortname, parent, keywords, images, services, ...Object.fromEntries(changed) };
}

/** Whether an editor merged the file's topic into another, or removed it, and the file is as it was then. */
async function isGone(tx: Db, found: TopicRecord[], { id }: TopicData, text: string): Promise<boolean> {
  if (found.some((row) => row.id === id)) return false;
  if ((await topicIdsNow(tx, [id])).has(id)) return true;
  return (await removedFile(tx, TOPIC, id)) === text;
}
