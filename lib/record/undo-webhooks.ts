/** Takes changes of webhooks back: each field to what it was, unless it was changed again since. */
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { lockWebhook } from "@/db/webhooks";
import { same } from "../article/same";
import { AppError } from "../errors";
import { listen, type WebhookFields, writeWebhook } from "../push/webhooks";
import type { Undo, Undone } from "./undo";

export async function undoWebhookEvents(tx: Db, events: RecordedEvent[], { act, by, now }: Undo): Promise<Undone> {
  await listen(tx, now);
  let done: number | null = null;
  for (const { subjectId, before, after } of events) {
    const id = Number(subjectId);
    const row = await lockWebhook(tx, id);
    if (!row) throw new AppError("conflict", { message: "This webhook is not there any more." });
    const present: Record<string, unknown> = { url: row.url, events: row.events, enabled: row.enabled };
    if (Object.entries(after).some(([field, value]) => !same(present[field], value))) {
      throw new AppError("conflict", { message: "It was changed again since. Nothing was taken back." });
    }
    done = await writeWebhook(tx, id, before as Partial<WebhookFields>, { by, now, undoes: act });
  }
  return { act: done ?? act, changed: events.length, tags: [] };
}
