/** Topics as forms send them, checked as those of files are. */
import { z } from "zod";
import { known } from "../article/fields";
import { fitsAddress, MAX_KEYWORDS } from "./file";
import { RESERVED_TOPIC_IDS } from "./id";

const MAX_ID_LENGTH = 200;

const id = z
  .string()
  .min(1, "must not be empty")
  .max(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`)
  .refine(fitsAddress, "can't stand in an address: no spaces, and none of / \\ ? # % \" < >")
  .refine((text) => !RESERVED_TOPIC_IDS.has(text), "is reserved for another page: choose another");

/** Checks of what editors decide about a topic. */
export const givenTopic = {
  id,
  name: known.name,
  keywords: z
    .array(known.name)
    .max(MAX_KEYWORDS, `must have at most ${MAX_KEYWORDS} entries`)
    .transform((words) => [...new Set(words)]),
};
