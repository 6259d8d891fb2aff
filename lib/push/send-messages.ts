/** Sends the messages that are due to one webhook. */
import type { Db } from "@/db/client";
import {
  type ClaimedDelivery,
  claimDeliveries,
  hasSucceededSince,
  holdDeliveries,
  mostAttempts,
  recordDelivery,
  releaseDeliveries,
} from "@/db/webhook-deliveries";
import { type WebhookRow, webhookRow } from "@/db/webhooks";
import type { Reach } from "../fetching/destination";
import { FetchRefusal } from "../fetching/refusal";
import { request } from "../fetching/request";
import { MINUTE_MS } from "../time";
import { againAt, waitAfter } from "./backoff";
import { TEST_EVENT } from "./events";
import { openSecrets, type Secrets, signedHeaders } from "./signature";
import { stopWebhook } from "./stop";

export const MESSAGE_TIMEOUT_MS = 10_000;
/** Whoever dies with messages in hand leaves them to the next after this: longer than all of a batch may take. */
const LEASE_MS = 1.5 * MINUTE_MS;
const BATCH = 20;
const PARALLEL = 4;
/** What is answered is nobody's business; reading a little of it lets the other side finish. */
const MAX_ANSWER_BYTES = 1024;
const GONE = 410;
/** Nobody there, or too busy: others would fail as well, and wait. What fails for itself lets them pass. */
const AWAY = new Set([429, 502, 503, 504]);

export type Sending = Reach & {
  siteUrl: string;
  /** Under which the secrets of webhooks are sealed. */
  portalSecret: string;
  clock: () => Date;
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
};
type Answer = { status: number | null; error: string | null };

/** Gives whether more may be due. */
export async function sendMessages(db: Db, webhookId: number, sending: Sending): Promise<boolean> {
  const now = sending.clock();
  const until = new Date(now.getTime() + LEASE_MS);
  const claimed = await claimDeliveries(db, webhookId, { now, until, limit: BATCH });
  const webhook = claimed.length > 0 ? await webhookRow(db, webhookId) : null;
  if (!webhook) return false;
  const secrets = openSecrets(webhook.secret, sending.portalSecret);
  if (!secrets) {
    await stopWebhook(db, webhookId, "Its secret can't be read any more. Make a new one.", now);
    return false;
  }
  const queue = [...claimed];
  let isAway = false;
  const work = async () => {
    while (!isAway && !sending.signal?.aborted) {
      const delivery = queue.shift();
      if (!delivery) return;
      if (!(await sendOne(db, webhook, { delivery, secrets, sending }))) isAway = true;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (queue.length > 0) {
    const waitMs = isAway ? (waitAfter(await mostAttempts(db, webhookId)) ?? 0) : 0;
    const again = new Date(sending.clock().getTime() + waitMs);
    await releaseDeliveries(
      db,
      queue.map(({ id }) => id),
      again,
    );
  }
  return !isAway && claimed.length === BATCH;
}

type One = { delivery: ClaimedDelivery; secrets: Secrets; sending: Sending };

/** Sends a message and writes down what came of it. Gives whether others may follow. */
async function sendOne(db: Db, webhook: WebhookRow, { delivery, secrets, sending }: One): Promise<boolean> {
  const { status, error } = await post(webhook.url, { delivery, secrets, sending });
  const now = sending.clock();
  if (sending.signal?.aborted && error !== null) {
    await releaseDeliveries(db, [delivery.id], now);
    return false;
  }
  if (error === null) {
    await recordDelivery(db, delivery.id, { status, error, again: null }, now);
    return true;
  }
  if (delivery.event === TEST_EVENT) {
    await recordDelivery(db, delivery.id, { status, error, again: null }, now);
    return true;
  }
  const isAway = status === null || AWAY.has(status);
  // One that is away is asked with one message at a time, ever more rarely, whichever that is.
  const attempts = isAway ? Math.max(delivery.attempts, await mostAttempts(db, webhook.id)) : delivery.attempts;
  const again = status === GONE ? null : againAt(attempts, now);
  await recordDelivery(db, delivery.id, { status, error, again }, now);
  if (status === GONE) {
    await stopWebhook(db, webhook.id, "It answered 410: there is nobody who wants messages.", now);
    return false;
  }
  if (again === null && !(await hasSucceededSince(db, webhook.id, new Date(delivery.createdMs)))) {
    await stopWebhook(db, webhook.id, `No message went through for a day. The last time: ${error}`, now);
    return false;
  }
  if (isAway && again) await holdDeliveries(db, webhook.id, again);
  return !isAway;
}

async function post(url: string, { delivery, secrets, sending }: One): Promise<Answer> {
  const { id, body, createdMs } = delivery;
  const { siteUrl, clock, signal, timeoutMs = MESSAGE_TIMEOUT_MS, resolve, loopback } = sending;
  try {
    const { status } = await request(url, {
      what: "answer",
      agent: `Gazette (+${siteUrl})`,
      method: "POST",
      headers: {
        "content-type": "application/json",
        // The same at each attempt, and no other portal's or database's.
        ...signedHeaders({ id: `msg_${id}_${createdMs.toString(36)}`, body }, secrets, clock()),
      },
      body,
      maxBytes: MAX_ANSWER_BYTES,
      longer: "cut",
      timeoutMs,
      ...(signal ? { signal } : {}),
      ...(resolve ? { resolve } : {}),
      ...(loopback === undefined ? {} : { loopback }),
    });
    if (status >= 200 && status < 300) return { status, error: null };
    const leads = status >= 300 && status < 400;
    return { status, error: leads ? `It answered ${status}: it leads elsewhere.` : `It answered ${status}.` };
  } catch (error) {
    if (error instanceof FetchRefusal) return { status: null, error: error.message };
    throw error;
  }
}
