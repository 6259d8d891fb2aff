/** Those that are told of changes hang or cannot be found, and the clock jumps: what they are told comes later. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addPings } from "@/db/pings";
import { scratchDatabase } from "@/db/testing/scratch";
import { insertDeliveries } from "@/db/webhook-deliveries";
import { sendMessages } from "../push/send-messages";
import { pingHub } from "../push/send-pings";
import { aWebhook, deliveries, PORTAL_SECRET, pings, SITE_URL } from "../push/testing/hooks";
import { type Receiver, receiver } from "../push/testing/receiver";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time";
import { note } from "./testing/table";

const { db } = scratchDatabase();
/** Instead of the half a minute that others get. */
const PATIENCE_MS = 200;
const START = new Date("2026-11-25T12:00:00Z");
let server: Receiver;

beforeEach(async () => {
  await db.execute(sql`truncate webhook, ping cascade`);
  server = await receiver();
});
afterEach(() => server.close());

const secondsOf = async (work: () => Promise<unknown>) => {
  const at = performance.now();
  await work();
  return (performance.now() - at) / 1_000;
};
const sending = (now: Date, more = {}) => ({
  siteUrl: SITE_URL,
  portalSecret: PORTAL_SECRET,
  clock: () => now,
  loopback: true,
  timeoutMs: PATIENCE_MS,
  ...more,
});
const message = (webhookId: number, articleId: number) => ({
  webhookId,
  event: "article.published",
  articleId,
  body: JSON.stringify({ articleId }),
});
const later = (ms: number) => new Date(START.getTime() + ms);

test("a webhook hangs", async (context) => {
  const hung = await aWebhook(db, server.url);
  server.answer(() => {});
  await insertDeliveries(db, [message(hung.id, 1)], START);
  await sendMessages(db, hung.id, sending(START));
  expect(await deliveries(db)).toMatchObject([{ endedAt: null, attempts: 1 }]);
  server.answer(204);
  const recoveryS = await secondsOf(() => sendMessages(db, hung.id, sending(later(MINUTE_MS))));
  expect(await deliveries(db)).toMatchObject([{ status: 204, attempts: 2 }]);
  const names = server.received.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(names).size).toBe(1);
  note(context, { readers: "all pages", writes: "the message came again, under its name", recoveryS });
});

test("a hub hangs", async (context) => {
  const receivers = { siteUrl: SITE_URL, hub: server.url, indexNow: null };
  server.answer(() => {});
  await addPings(db, "websub", [`${SITE_URL}/rss.xml`], START);
  await pingHub(db, receivers, { now: START, timeoutMs: PATIENCE_MS });
  expect(await pings(db)).toHaveLength(1);
  server.answer(204);
  const now = later(DAY_MS);
  const recoveryS = await secondsOf(async () => {
    while (await pingHub(db, receivers, { now, timeoutMs: PATIENCE_MS }));
  });
  expect(await pings(db)).toEqual([]);
  note(context, { readers: "all pages", writes: "the hub was told again", recoveryS });
});

test("names cannot be looked up", async (context) => {
  const hook = await aWebhook(db, `https://receiver.example/hook`);
  const resolve = async () => {
    throw Object.assign(new Error("getaddrinfo EAI_AGAIN receiver.example"), { code: "EAI_AGAIN" });
  };
  await insertDeliveries(db, [message(hook.id, 1)], START);
  await sendMessages(db, hook.id, sending(START, { resolve }));
  expect(await deliveries(db)).toMatchObject([{ endedAt: null, attempts: 1 }]);
  await db.execute(sql`update webhook set url = ${server.url}`);
  const recoveryS = await secondsOf(() => sendMessages(db, hook.id, sending(later(HOUR_MS))));
  expect(await deliveries(db)).toMatchObject([{ status: 204, attempts: 2 }]);
  note(context, { readers: "all pages", writes: "the message was sent later", recoveryS });
});

test("the clock jumps an hour ahead and back while messages are sent", async (context) => {
  const hook = await aWebhook(db, server.url);
  server.answer(500);
  await insertDeliveries(db, [message(hook.id, 1)], START);
  await sendMessages(db, hook.id, sending(later(HOUR_MS)));
  server.answer(204);
  // Back again: it waits for its moment, which is no further off than the jump.
  await sendMessages(db, hook.id, sending(START));
  expect(server.received).toHaveLength(1);
  const recoveryS = await secondsOf(() => sendMessages(db, hook.id, sending(later(HOUR_MS + MINUTE_MS))));
  expect(await deliveries(db)).toMatchObject([{ status: 204, attempts: 2 }]);
  note(context, { readers: "all pages", writes: "the message came once, at most as late as the jump", recoveryS });
});
