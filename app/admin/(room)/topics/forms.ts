/** What the forms of topics send. */
import { z } from "zod";
import { changedFields, seenJson } from "@/app/admin/_ui/names/seen";
import { givenTopic } from "@/lib/topic/given";

const line = z.string().trim();
const orNone = line.transform((text) => text || null);

export const newTopicForm = z.object({ name: line.pipe(givenTopic.name), parent: orNone });

export const topicForm = z
  .object({
    topic: z.string(),
    seen: seenJson,
    /** What is there now, where the editor was told of it and saves all the same. */
    over: seenJson.optional(),
    name: line.pipe(givenTopic.name),
    id: line.pipe(givenTopic.id),
    shortname: orNone.pipe(givenTopic.name.nullable()),
    parent: orNone,
    after: orNone,
    keywords: z
      .string()
      .transform((text) => text.split("\n").flatMap((word) => word.trim() || []))
      .pipe(givenTopic.keywords),
  })
  .transform(({ topic, seen, over, ...fields }) => ({
    id: topic,
    seen: over ?? seen,
    changes: changedFields(fields, seen),
  }));

export const mergeTopicForm = z.object({ topic: z.string(), into: line.min(1, "is missing: choose a topic") });

export const removeTopicForm = z.object({ topic: z.string(), seen: seenJson });
