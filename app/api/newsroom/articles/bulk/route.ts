import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { target, targetOf } from "@/app/admin/(room)/articles/target";
import { database } from "@/lib/database";
import { jobState, startJob } from "@/lib/jobs/jobs";
import { BULK_JOB } from "@/lib/jobs/names";
import { MAX_AT_ONCE, operation } from "@/lib/publishing/bulk/operation";
import { changeMany } from "@/lib/publishing/bulk/run";
import { site } from "@/lib/site";

/** Does an act on many articles. Answers what came of it as `done`, or the `job` that does it where they are more. */
export const POST = editorRoute(z.object({ operation, target }), async (given, by) => {
  const { db } = database();
  const asked = targetOf(given.target, site().timeZone);
  if ("ids" in asked && asked.ids.length <= MAX_AT_ONCE) {
    return { done: await changeMany(db, given.operation, { ids: asked.ids, by, now: new Date() }) };
  }
  const id = await startJob(db, { kind: BULK_JOB, input: { operation: given.operation, target: asked }, by });
  return { job: await jobState(db, id, by) };
});
