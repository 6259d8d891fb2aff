/** A topic file as text → what it says. */
import { z } from "zod";
import type { Image } from "@/db/schema";
import { check, known } from "../article/fields";
import { Refusal } from "../transfer/refusal";
import { type Fields, parseYaml } from "../transfer/yaml";
import { RESERVED_TOPIC_IDS, topicIdOf } from "./id";

export const MAX_KEYWORDS = 1_000;
const UNFIT_ID = /[\s\p{C}/\\?#%"<>]/u;

const { optional, text, name } = known;
const topicFields = z.object({
  _id: optional(name),
  name,
  shortname: optional(name),
  parent: optional(name),
  keywords: z
    .array(name, "must be a list of words")
    .max(MAX_KEYWORDS, `must have at most ${MAX_KEYWORDS} entries`)
    .nullish()
    .transform((value) => value ?? []),
  images: known.images,
  services: z
    .record(z.string(), text(known.MAX_EXCERPT_LENGTH), "must be names with addresses")
    .nullish()
    .transform((value) => value ?? {}),
});

export type TopicData = {
  id: string;
  name: string;
  shortname: string | null;
  parent: string | null;
  keywords: string[];
  images: Image[];
  services: Record<string, string>;
};

/** Whether a file says of itself that it is a topic. */
export const isTopic = (fields: Fields) => fields.taxonomy === "topic";

/** @throws Refusal with the reason, when the text is no topic. */
export function parseTopicFile(source: string): TopicData {
  const fields = parseYaml(source.replace(/^\ufeff/, ""));
  if (fields.taxonomy !== undefined && !isTopic(fields)) throw new Refusal("its taxonomy is not topic");
  const { _id, ...rest } = check(topicFields, fields);
  const id = _id ?? topicIdOf(rest.name);
  if (RESERVED_TOPIC_IDS.has(id)) throw new Refusal(`its id ${id} is reserved: give it another _id`);
  if (!fitsAddress(id)) throw new Refusal("its _id cannot stand in an address");
  return { id, ...rest };
}

/** Whether a text can be a topic's id, which stands in addresses. */
export const fitsAddress = (id: string) => !UNFIT_ID.test(id) && id !== "." && id !== "..";
