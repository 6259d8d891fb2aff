import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { queueFilter } from "@/lib/queue/filter";
import { queueAfter } from "@/lib/queue/page";

const given = z.object({
  filter: z.record(z.string(), z.string().nullable()).transform((texts) =>
    // As in an address, where what is absent is not chosen.
    queueFilter(Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text]] : [])))),
  ),
  after: z.object({ score: z.number().nullable(), publishedAt: z.number(), id: z.number().int() }),
});

/** The next page of the queue. */
export const POST = editorRoute(given, ({ filter, after }) => queueAfter(database().db, filter, after, new Date()));
