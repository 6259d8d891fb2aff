import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { restoreVersion } from "@/lib/publishing/versions";

const whole = z.number().int().positive();

/** Brings an article's fields back to what they were in version `to`. Answers the act. */
export const POST = editorRoute(z.object({ id: whole, version: whole, to: whole }), async (asked, by) => {
  const { act, version, changed } = await restoreVersion(database().db, { ...asked, by, now: new Date() });
  return { act, version, changed };
});
