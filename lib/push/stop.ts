/** Switches a webhook off that can't be reached, and says why. */
import { appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { lockTelling } from "@/db/told-articles";
import { endDeliveries } from "@/db/webhook-deliveries";
import { lockWebhook, updateWebhook } from "@/db/webhooks";

export const WEBHOOK_SUBJECT = "webhook";
const OFF = "The webhook was switched off.";
const BY = { id: null, name: "worker" };

/** Ends what waits for it. An admin may switch it on again. */
export async function stopWebhook(db: Db, id: number, reason: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    // Whoever writes messages just now saw it on.
    await lockTelling(tx);
    const row = await lockWebhook(tx, id);
    if (!row) return;
    await endDeliveries(tx, id, OFF, now);
    if (!row.enabled) return;
    await updateWebhook(tx, id, { enabled: false, stopped: reason });
    await appendAudit(tx, {
      by: BY,
      action: "webhook-stop",
      subject: WEBHOOK_SUBJECT,
      subjectId: id,
      before: { enabled: true },
      after: { enabled: false, reason },
    });
  });
}

/** The same for one that is switched off by hand, within its transaction. */
export const endMessages = (tx: Db, id: number, now: Date) => endDeliveries(tx, id, OFF, now);
