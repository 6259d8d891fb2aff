/** A topic → the text of its file: as it came wherever nothing changed. */
import type { TopicRecord } from "@/db/topics-write";
import { same } from "../article/same";
import { changedYaml, yamlOf } from "../transfer/write-fields";
import { parseYaml } from "../transfer/yaml";
import { parseTopicFile, type TopicData } from "./file";
import { topicIdOf } from "./id";

const ORDER = ["taxonomy", "_id", "name", "shortname", "parent", "keywords", "images", "services"];
const BYTE_ORDER_MARK = /^\ufeff/;

/** Names and texts of the files of topics, given in their order. */
export function topicFilesOf(topics: TopicRecord[]): { name: string; text: string }[] {
  const withFiles = topics.flatMap(({ fileName, ...row }) => (fileName === null ? [] : [{ ...row, fileName }]));
  const names = fileNames(withFiles.map(({ fileName }) => fileName));
  return withFiles.map((row, index) => ({ name: names[index] as string, text: topicFileText(row) }));
}

/**
 * Files are listed by name, so names must tell the order: they stay as they came where they do, and otherwise each
 * gets its number.
 */
export function fileNames(inOrder: string[]): string[] {
  const isInOrder = inOrder.every((name, index) => index === 0 || byCodePoint(inOrder[index - 1] as string, name) < 0);
  if (isInOrder) return inOrder;
  const digits = Math.max(2, String(inOrder.length - 1).length);
  return inOrder.map((name, index) => `${String(index).padStart(digits, "0")}-${name.replace(/^\d+-/, "")}`);
}

/** As the database's collation "C" has it. */
export const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function topicFileText(row: TopicData & { file: string | null }): string {
  if (row.file === null) return yamlOf(fieldsOf(row), ORDER);
  const changed = changes(row, row.file);
  return changed.size === 0 ? row.file : changedYaml(row.file.replace(BYTE_ORDER_MARK, ""), changed, ORDER);
}

function changes(row: TopicData, file: string): Map<string, unknown> {
  const data = parseTopicFile(file);
  const keys = ["name", "shortname", "parent", "keywords", "images", "services"] as const;
  const fields = fieldsOf(row);
  const changed = new Map<string, unknown>(
    keys.filter((key) => !same(row[key], data[key])).map((key) => [key, fields[key]]),
  );
  const given = parseYaml(file.replace(BYTE_ORDER_MARK, ""))._id ?? topicIdOf(row.name);
  if (given !== row.id) changed.set("_id", row.id);
  return changed;
}

function fieldsOf({ id, name, shortname, parent, keywords, images, services }: TopicData): Record<string, unknown> {
  return {
    taxonomy: "topic",
    _id: id,
    name,
    shortname: shortname ?? undefined,
    parent: parent ?? undefined,
    keywords: keywords.length > 0 ? keywords : undefined,
    images: images.length > 0 ? images : undefined,
    services: Object.keys(services).length > 0 ? services : undefined,
  };
}
