/** Topics as forms send them, checked as those of files are. */
import { z } from "zod";
import { known } from "../article/fields";
import { fitsAddress, MAX_KEYWORDS } from "./file";
import { RESERVED_TOPIC_IDS } from "./id";

const MAX_ID_LENGTH = 200;

export const topicId = z
  .string()
  .min(1, "must not be empty")
  .max(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`)
  .refine(fitsAddress, 'cannot stand in an address: no spaces, and none of / \\ ? # % " < >')
  .refine((id) => !RESERVED_TOPIC_IDS.has(id), "is reserved for another page: choose another");

const names = z
  .array(known.name)
  .max(MAX_KEYWORDS, `must have at most ${MAX_KEYWORDS} entries`)
  .transform((words) => [...new Set(words)]);

/** What editors decide about a topic. `parent` is a name, `after` the id of the topic that it is listed behind. */
export const topicChanges = z
  .strictObject({
    id: topicId,
    name: known.name,
    shortname: known.name.nullable(),
    parent: known.name.nullable(),
    keywords: names,
    after: z.string().nullable(),
  })
  .partial();
