/** Puts a topic file into the database. */
import type { Db } from "@/db/client";
import {
  absorbTopic,
  changeTopicId,
  detachTopicFile,
  orderTopics,
  putTopic,
  type TopicRecord,
  topicsLike,
} from "@/db/topics-write";
import { Refusal } from "../transfer/refusal";
import { freeTopicId } from "./ensure";
import type { TopicData } from "./file";

export type TopicFile = { fileName: string; text: string; data: TopicData };
export type TopicOutcome = { outcome: "new" | "changed" | "unchanged"; renamed: boolean };

/**
 * The file's id and name win over a topic that was known only from articles: that one becomes this topic when it has
 * the same name, and moves to another id when it only has the same id.
 * @param isBeside whether the folder of this file has a file of that name
 * @throws Refusal when another topic file claims the same id or name.
 */
export async function applyTopicFile(
  tx: Db,
  { fileName, text, data }: TopicFile,
  isBeside: (fileName: string) => Promise<boolean>,
): Promise<TopicOutcome> {
  const found = await topicsLike(tx, { ...data, fileName });
  const claimedElsewhere = async (row: TopicRecord | undefined) =>
    row?.fileName != null && row.fileName !== fileName && (await isBeside(row.fileName));
  const byId = found.find(({ id }) => id === data.id);
  const byName = found.find(({ name }) => name === data.name);
  if (byId === byName && byId?.fileName === fileName && byId.file === text) {
    return { outcome: "unchanged", renamed: false };
  }
  if (await claimedElsewhere(byId)) throw new Refusal(`its id ${data.id} is that of ${byId?.fileName}`);
  if (await claimedElsewhere(byName)) throw new Refusal(`its name is that of ${byName?.fileName}`);

  const idHolder = byId && (byId === byName || byId.file !== null) ? byId : undefined;
  if (byId && !idHolder) await changeTopicId(tx, byId.id, await freeTopicId(tx, data.id));
  if (byName && byName !== byId) {
    if (idHolder) await absorbTopic(tx, byName.id, idHolder.id);
    else await changeTopicId(tx, byName.id, data.id);
  }
  for (const former of found.filter((row) => row.fileName === fileName && row !== byId && row !== byName)) {
    await detachTopicFile(tx, former.id);
  }
  await putTopic(tx, { ...data, fileName, file: text });
  await orderTopics(tx);
  return { outcome: found.length === 0 ? "new" : "changed", renamed: byId !== undefined && byId.name !== data.name };
}
