/** Webhooks as admins manage them; every act is recorded. */
import { type Actor, appendAudit, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import { beginTelling, isTelling, lockTelling } from "@/db/told-articles";
import { insertDeliveries, resendDelivery } from "@/db/webhook-deliveries";
import * as rows from "@/db/webhooks";
import { same } from "../article/same";
import { AppError } from "../errors";
import { TEST_EVENT } from "./events";
import { testBody } from "./messages";
import { newSecrets, openSecrets, rotated, sealSecrets } from "./signature";
import { endMessages, WEBHOOK_SUBJECT as subject } from "./stop";
import { checkedAddress } from "./webhook-address";

export { deliveryLog, lastOutcomes } from "@/db/webhook-deliveries";
export { allWebhooks, type WebhookLine, webhookLine } from "@/db/webhooks";

/** Each change is a message to each of them. */
export const MAX_WEBHOOKS = 20;

type Doing = { by: Actor; now: Date };
export type WebhookFields = { url: string; events: string[]; enabled: boolean };

/**
 * Tells an address of changes from now on.
 * @param portalSecret under which its secret is kept
 * @returns its secret, which nobody is shown again
 * @throws AppError invalid (with `url`), conflict where there is one for this address, or too many
 */
export async function addWebhook(
  db: Db,
  { url: given, events, portalSecret, by, now }: Doing & Omit<WebhookFields, "enabled"> & { portalSecret: string },
): Promise<{ id: number; secret: string }> {
  const url = await checkedAddress(given);
  const secrets = newSecrets();
  return db.transaction(async (tx) => {
    await listen(tx, now);
    const all = await rows.allWebhooks(tx);
    requireFree(all, url);
    if (all.length >= MAX_WEBHOOKS) {
      throw new AppError("conflict", { message: `There are ${MAX_WEBHOOKS} webhooks already. Delete one first.` });
    }
    const id = await rows.insertWebhook(tx, { url, events, secret: sealSecrets(secrets, portalSecret) });
    await appendAudit(tx, { by, action: "webhook-add", subject, subjectId: id, after: { url, events } });
    return { id, secret: secrets.current };
  });
}

/**
 * Changes where it is, what it hears of, and whether it does. Switched off, what waits for it ends.
 * @returns the act, by which it can be taken back; null where there was nothing to change
 * @throws AppError not-found, invalid, conflict
 */
export async function changeWebhook(
  db: Db,
  id: number,
  { by, now, ...changes }: Doing & Partial<WebhookFields>,
): Promise<number | null> {
  const url = changes.url === undefined ? undefined : await checkedAddress(changes.url);
  return db.transaction(async (tx) => {
    await listen(tx, now);
    return writeWebhook(tx, id, { ...changes, ...(url === undefined ? {} : { url }) }, { by, now });
  });
}

/** The same within a transaction that has {@link listen}ed. `undoes`: the act that this one takes back. */
export async function writeWebhook(
  tx: Db,
  id: number,
  changes: Partial<WebhookFields>,
  { by, now, undoes }: Doing & { undoes?: number | undefined },
): Promise<number | null> {
  const row = await required(tx, id);
  if (changes.url !== undefined) {
    requireFree(
      (await rows.allWebhooks(tx)).filter((other) => other.id !== id),
      changes.url,
    );
  }
  const fields = (Object.keys(changes) as (keyof WebhookFields)[]).filter((name) => !same(row[name], changes[name]));
  if (fields.length === 0) return null;
  const pick = (from: Partial<WebhookFields>) => Object.fromEntries(fields.map((name) => [name, from[name]]));
  // What it was switched off for is over, or is to be seen anew.
  await rows.updateWebhook(tx, id, { ...pick(changes), stopped: changes.enabled === false ? row.stopped : null });
  if (changes.enabled === false) await endMessages(tx, id, now);
  const act = await newAct(tx);
  const action = fields.includes("enabled") ? (changes.enabled ? "webhook-on" : "webhook-off") : "webhook-edit";
  const entry = { by, action, subject, subjectId: id, before: pick(row), after: pick(changes) };
  await appendAudit(tx, entry, { act, undoes });
  return act;
}

/**
 * A new secret. The one before signs as well for a day, so that receivers can change over.
 * @returns the new one, which nobody is shown again
 * @throws AppError not-found
 */
export function rotateSecret(
  db: Db,
  id: number,
  { portalSecret, by, now }: Doing & { portalSecret: string },
): Promise<string> {
  return db.transaction(async (tx) => {
    const row = await required(tx, id);
    const former = openSecrets(row.secret, portalSecret);
    const next = former ? rotated(former, now) : newSecrets();
    await rows.updateWebhook(tx, id, { secret: sealSecrets(next, portalSecret) });
    await appendAudit(tx, { by, action: "webhook-rotate", subject, subjectId: id });
    return next.current;
  });
}

/** With its log. @throws AppError not-found */
export function removeWebhook(db: Db, id: number, { by }: { by: Actor }): Promise<void> {
  return db.transaction(async (tx) => {
    const { url, events } = await required(tx, id);
    await rows.deleteWebhook(tx, id);
    await appendAudit(tx, { by, action: "webhook-remove", subject, subjectId: id, before: { url, events } });
  });
}

/** Sends a message that says nothing, once, also to one that is switched off. @throws AppError not-found */
export function sendTest(db: Db, id: number, { siteUrl, by, now }: Doing & { siteUrl: string }): Promise<void> {
  return db.transaction(async (tx) => {
    await required(tx, id);
    const body = testBody(siteUrl, now);
    await insertDeliveries(tx, [{ webhookId: id, event: TEST_EVENT, articleId: null, body }], now);
    await appendAudit(tx, { by, action: "webhook-test", subject, subjectId: id });
  });
}

/** Sends a message of the log again, the same under the same id. @throws AppError not-found */
export function sendAgain(db: Db, id: number, { deliveryId, by, now }: Doing & { deliveryId: number }): Promise<void> {
  return db.transaction(async (tx) => {
    await required(tx, id);
    if (!(await resendDelivery(tx, { id: deliveryId, webhookId: id, now }))) throw new AppError("not-found");
    await appendAudit(tx, { by, action: "webhook-resend", subject, subjectId: id, after: { message: deliveryId } });
  });
}

/** From here on changes are noted for whoever listens, and what was before is known. Nothing is in between. */
export async function listen(tx: Db, now: Date): Promise<void> {
  await lockTelling(tx);
  if (!(await isTelling(tx))) await beginTelling(tx, now);
}

async function required(tx: Db, id: number): Promise<rows.WebhookRow> {
  const row = await rows.lockWebhook(tx, id);
  if (!row) throw new AppError("not-found", { message: "This webhook is not there any more." });
  return row;
}

function requireFree(others: rows.WebhookLine[], url: string): void {
  if (!others.some((other) => other.url === url)) return;
  const message = "There is a webhook for this address already.";
  throw new AppError("conflict", { message, fields: { url: message } });
}
