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
  unholdDeliveries,
} from "@/db/webhook-deliveries";
import { type WebhookRow, webhookRow } from "@/db/webhooks";
import type { Reach } from "../fetching/destination";
import { FetchRefusal } from "../fetching/refusal";
import { request } from "../fetching/request";
import { MINUTE_MS } from "../time";
import { againAt, isAwayStatus, MAX_ATTEMPTS, retryAfterMs, waitAfter } from "./backoff";
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

export type Sending = Reach & {
  siteUrl: string;
  /** Under which the secrets of webhooks are sealed. */
  portalSecret: string;
  clock: () => Date;
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  /** Until when receivers asked to be left alone (ms since 1970), by webhook: kept here from one call to the next. */
  quiet?: Map<number, number> | undefined;
};
type Answer = { status: number | null; error: string | null; retryAfterMs: number };

/** Gives whether more may be due. */
export async function sendMessages(db: Db, webhookId: number, sending: Sending): Promise<boolean> {
  const now = sending.clock();
  const until = new Date(now.getTime() + LEASE_MS);
  const quietUntil = sending.quiet?.get(webhookId) ?? 0;
  if (quietUntil > now.getTime()) await hold(db, webhookId, new Date(quietUntil));
  const claiming = { now, until, limit: BATCH };
  // Somebody is waiting to see what comes of a test.
  const tests = await claimDeliveries(db, webhookId, { ...claiming, only: TEST_EVENT });
  const claimed = [...tests, ...(await claimDeliveries(db, webhookId, claiming))];
  const webhook = claimed.length > 0 ? await webhookRow(db, webhookId) : null;
  if (!webhook) return false;
  const secrets = openSecrets(webhook.secret, sending.portalSecret);
  if (!secrets) {
    await stopWebhook(db, webhookId, "Its secret can't be read any more. Make a new one.", now);
    return false;
  }
  const queue = [...claimed];
  const batch = { webhook, secrets, sending, arrived: 0 };
  let isAway = false;
  const work = async () => {
    while (!isAway && !sending.signal?.aborted) {
      const delivery = queue.shift();
      if (!delivery) return;
      if (!(await sendOne(db, delivery, batch))) isAway = true;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (queue.length > 0) {
    const waitMs = isAway ? (waitAfter(await mostAttempts(db, webhookId)) ?? 0) : 0;
    const quietMs = (sending.quiet?.get(webhookId) ?? 0) - sending.clock().getTime();
    const again = new Date(sending.clock().getTime() + Math.max(waitMs, quietMs));
    await releaseDeliveries(
      db,
      queue.map(({ id }) => id),
      again,
    );
  }
  if (isAway) return false;
  if (batch.arrived === 0) return claimed.length >= BATCH;
  sending.quiet?.delete(webhookId);
  return (await unholdDeliveries(db, webhookId, sending.clock())) || claimed.length >= BATCH;
}

type Batch = {
  webhook: WebhookRow;
  secrets: Secrets;
  sending: Sending;
  /** How many were taken so far. */
  arrived: number;
};

/** Sends a message and writes down what came of it. Gives whether others may follow. */
async function sendOne(db: Db, delivery: ClaimedDelivery, batch: Batch): Promise<boolean> {
  const { webhook, sending } = batch;
  const arrivedBefore = batch.arrived;
  const answer = await post(delivery, batch);
  const { status, error } = answer;
  const now = sending.clock();
  if (sending.signal?.aborted && error !== null) {
    await releaseDeliveries(db, [delivery.id], now);
    return false;
  }
  if (error === null) batch.arrived += 1;
  if (error === null || delivery.event === TEST_EVENT) {
    await recordDelivery(db, delivery.id, { status, error, again: null }, now);
    return true;
  }
  // What fails while others arrive fails for itself.
  const isAway = isAwayStatus(status) && batch.arrived === arrivedBefore;
  // One that is away is asked with one message at a time, ever more rarely, whichever that is.
  const attempts = isAway ? Math.max(delivery.attempts, await mostAttempts(db, webhook.id)) : delivery.attempts;
  const next = status === GONE ? null : againAt(delivery.attempts, now);
  const waitMs = Math.max(waitAfter(Math.min(attempts, MAX_ATTEMPTS - 1)) ?? 0, answer.retryAfterMs);
  const again = next && new Date(now.getTime() + waitMs);
  await recordDelivery(db, delivery.id, { status, error, again }, now);
  if (status === GONE) {
    await stopWebhook(db, webhook.id, "It answered 410: there is nobody who wants messages.", now);
    return false;
  }
  if (again === null && !(await hasSucceededSince(db, webhook.id, new Date(delivery.createdMs)))) {
    await stopWebhook(db, webhook.id, `No message went through for a day. The last time: ${error}`, now);
    return false;
  }
  if (isAway && answer.retryAfterMs > 0) sending.quiet?.set(webhook.id, now.getTime() + answer.retryAfterMs);
  if (isAway && again) await hold(db, webhook.id, again);
  return !isAway;
}

/** Not tests: they say whether it is there. */
const hold = (db: Db, webhookId: number, until: Date) => holdDeliveries(db, webhookId, { until, but: TEST_EVENT });

async function post(delivery: ClaimedDelivery, { webhook, secrets, sending }: Batch): Promise<Answer> {
  const { id, body, createdMs } = delivery;
  const { siteUrl, clock, signal, timeoutMs = MESSAGE_TIMEOUT_MS, resolve, loopback } = sending;
  try {
    const { status, headers } = await request(webhook.url, {
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
      longer: "ignore",
      timeoutMs,
      ...(signal ? { signal } : {}),
      ...(resolve ? { resolve } : {}),
      ...(loopback === undefined ? {} : { loopback }),
    });
    if (status >= 200 && status < 300) return { status, error: null, retryAfterMs: 0 };
    const error = `It answered ${status}${status >= 300 && status < 400 ? ": it leads elsewhere" : ""}.`;
    return { status, error, retryAfterMs: retryAfterMs(headers["retry-after"], clock()) };
  } catch (error) {
    if (error instanceof FetchRefusal) return { status: null, error: error.message, retryAfterMs: 0 };
    throw error;
  }
}
