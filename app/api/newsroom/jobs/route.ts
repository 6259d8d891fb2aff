import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { jobState, stopJob } from "@/lib/jobs/jobs";

const given = z.object({ id: z.number().int().positive(), do: z.enum(["look", "stop"]).default("look") });

/** How a job is, an admin's any, an editor's their own; with `stop` it is asked to stop. */
export const POST = editorRoute(given, async ({ id, do: what }, by) => {
  const { db } = database();
  if (what === "stop") await stopJob(db, id, by);
  return jobState(db, id, by);
});
