import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { MAX_NEAR_ASKED, nearPublished } from "@/lib/queue/near";

const given = z.object({ ids: z.array(z.number().int().positive()).min(1).max(MAX_NEAR_ASKED) });

/** Published articles that these may belong to, by id; those that are like none are absent. */
export const POST = editorRoute(given, ({ ids }) => nearPublished(database().db, ids, new Date()));
