import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { changesSince } from "@/lib/publishing/history";
import { storedDraft } from "@/lib/publishing/stored-draft";

const whole = z.number().int().positive();

/** Whether an article is still in the version that somebody sees; else what it is now, and who changed it when. */
export const POST = editorRoute(z.object({ id: whole, version: whole }), async ({ id, version }) => {
  const { db } = database();
  const stored = await storedDraft(db, id);
  if (!stored) throw new AppError("not-found");
  const { row, draft } = stored;
  if (row.version === version) return { version };
  const changes = await changesSince(db, id, version);
  return { version: row.version, state: row.state, draft, changes: changes.map(({ actor, at }) => ({ actor, at })) };
});
