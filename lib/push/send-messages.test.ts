import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { claimDeliveries, endDeliveries, insertDeliveries, trimDeliveries } from "@/db/webhook-deliveries";
import { webhookLine } from "@/db/webhooks";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time";
import { MAX_ATTEMPTS, MAX_RETRY_AFTER_MS, retryAfterMs } from "./backoff";
import { TEST_EVENT } from "./events";
import { MESSAGE_TIMEOUT_MS, sendMessages } from "./send-messages";
import { aWebhook, deliveries, PORTAL_SECRET, SITE_URL } from "./testing/hooks";
import { type Received, type Receiver, receiver } from "./testing/receiver";

const { db } = scratchDatabase();
const START = new Date("2026-11-20T12:00:00Z");
let now: Date;
let server: Receiver;
let hook: { id: number; secret: string };

beforeEach(async () => {
  await db.execute(sql`truncate webhook cascade`);
  now = START;
  server = await receiver();
  hook = await aWebhook(db, server.url);
});
afterEach(() => server.close());

const sending = (more = {}) => ({
  siteUrl: SITE_URL,
  portalSecret: PORTAL_SECRET,
  clock: () => now,
  loopback: true,
  ...more,
});
const send = (more = {}) => sendMessages(db, hook.id, sending(more));
const message = (event: string, articleId: number, webhookId = hook.id) => ({
  webhookId,
  event,
  articleId,
  body: JSON.stringify({ type: event, data: { articleId } }),
});
const put = (...rows: ReturnType<typeof message>[]) => insertDeliveries(db, rows, START);
const row = async (place = 0) => (await deliveries(db))[place];
const wait = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

test("a message arrives once, signed, with what says which it is", async () => {
  await put(message("article.published", 1));
  await Promise.all([send(), send(), send()]);
  await send();
  expect(server.received).toHaveLength(1);
  const { headers, body } = server.received[0] as Received;
  const key = Buffer.from(hook.secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
  expect(headers["webhook-timestamp"]).toBe(String(START.getTime() / 1000));
  expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": `Gazette (+${SITE_URL})` });
  expect(JSON.parse(body)).toEqual({ type: "article.published", data: { articleId: 1 } });
  expect(await row()).toMatchObject({ status: 204, error: null, availableAt: null, attempts: 1, endedAt: now });
});

test("what one process takes another leaves, without waiting for it", async () => {
  await put(message("article.published", 1), message("article.published", 2));
  const taking = { now, until: new Date(now.getTime() + MINUTE_MS), limit: 1 };
  await db.transaction(async (tx) => {
    const [first] = await claimDeliveries(tx, hook.id, taking);
    const [second] = await claimDeliveries(db, hook.id, taking);
    expect(second?.id).toBe((first?.id ?? 0) + 1);
  });
});

test("after a 500 it is tried again later, under the same name, and others pass it", async () => {
  server.answer(500);
  await put(message("article.published", 1));
  await send();
  expect(await row()).toMatchObject({ status: 500, error: "It answered 500.", attempts: 1 });
  expect((await row())?.availableAt).toEqual(new Date(START.getTime() + 5_000));
  server.answer(204);
  await put(message("article.published", 2));
  wait(4_999);
  await send();
  expect(server.received.map(({ body }) => JSON.parse(body).data.articleId)).toEqual([1, 2]);
  wait(1);
  await send();
  expect(server.received.map(({ body }) => JSON.parse(body).data.articleId)).toEqual([1, 2, 1]);
  expect(server.received[2]?.headers["webhook-id"]).toBe(server.received[0]?.headers["webhook-id"]);
  expect(await row()).toMatchObject({ status: 204, error: null, attempts: 2 });
});

test("of one article messages come in order: the end waits for the beginning", async () => {
  server.answer(500);
  await put(message("article.published", 1), message("article.unpublished", 1));
  await send();
  expect(server.received).toHaveLength(1);
  server.answer(204);
  wait(5_000);
  await send();
  await send();
  expect(server.received.slice(1).map(({ body }) => JSON.parse(body).type)).toEqual([
    "article.published",
    "article.unpublished",
  ]);
});

test("without an answer in time it is tried again, and what else waits is held back meanwhile", async () => {
  server.answer(() => {});
  await put(...Array.from({ length: 25 }, (_, id) => message("article.published", id)));
  await send({ timeoutMs: 100 });
  const rows = await deliveries(db);
  expect(rows.filter(({ attempts }) => attempts === 0)).toHaveLength(21);
  expect(rows[0]).toMatchObject({ status: null, error: "The answer did not come within 0.1 seconds." });
  expect(new Set(rows.map(({ availableAt }) => availableAt?.getTime()))).toEqual(new Set([START.getTime() + 5_000]));
  server.answer(204);
  const before = server.received.length;
  wait(5_000);
  while (await send());
  expect(server.received).toHaveLength(before + 25);
});

test("it waits ever longer, for a day, then gives up, and the webhook is switched off with the reason", async () => {
  server.answer(503);
  await put(message("article.published", 1), message("article.published", 2));
  const waits: number[] = [];
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
    await send();
    const again = (await row())?.availableAt?.getTime() ?? 0;
    waits.push(again - now.getTime());
    now = new Date(again);
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(now.getTime() - START.getTime()).toBeGreaterThan(DAY_MS - HOUR_MS);
  expect(now.getTime() - START.getTime()).toBeLessThan(DAY_MS + HOUR_MS);
  expect(await webhookLine(db, hook.id)).toMatchObject({ enabled: true, stopped: null });
  await send();
  expect(await row()).toMatchObject({ attempts: MAX_ATTEMPTS, availableAt: null, error: "It answered 503." });
  expect(await row(1)).toMatchObject({ availableAt: null });
  const stopped = "No message went through for a day. The last time: It answered 503.";
  expect(await webhookLine(db, hook.id)).toMatchObject({ enabled: false, stopped });
  const [event] = await db.select().from(auditEvent).where(sql`action = 'webhook-stop'`);
  expect(event).toMatchObject({ actor: "worker", subjectId: String(hook.id), after: { enabled: false } });
  // Nothing of all that goes on.
  wait(DAY_MS);
  const before = server.received.length;
  await send();
  expect(server.received).toHaveLength(before);
});

test("one message that is never taken switches nothing off while others are", async () => {
  server.answer(422);
  await put(message("article.published", 1));
  await send();
  server.answer(204);
  await put(message("article.published", 2));
  await send();
  await db.execute(sql`update webhook_delivery set attempts = ${MAX_ATTEMPTS - 1} where article_id = 1`);
  server.answer(422);
  wait(DAY_MS);
  await send();
  expect(await row()).toMatchObject({ availableAt: null, status: 422 });
  expect(await webhookLine(db, hook.id)).toMatchObject({ enabled: true });
});

test("410 is taken at its word at once", async () => {
  server.answer(410);
  await put(message("article.published", 1));
  await send();
  expect(await webhookLine(db, hook.id)).toMatchObject({ enabled: false, stopped: expect.stringContaining("410") });
});

test("what a worker had in hand when it died is sent by the next, after a while", async () => {
  await put(message("article.published", 1));
  server.answer(() => {});
  const stop = new AbortController();
  const dying = send({ signal: stop.signal });
  await expect.poll(() => server.received.length).toBe(1);
  // Meanwhile nobody else takes it.
  await send();
  expect(server.received).toHaveLength(1);
  await db.execute(sql`update webhook_delivery set error = 'as it stood'`);
  server.answer(204);
  wait(1.5 * MINUTE_MS);
  await send();
  expect(server.received).toHaveLength(2);
  expect(await row()).toMatchObject({ status: 204, error: null });
  stop.abort();
  await dying;
  expect(await row()).toMatchObject({ status: 204, availableAt: null });
});

test("a worker that stops gives back what it had in hand", async () => {
  await put(message("article.published", 1));
  server.answer(() => {});
  const stop = new AbortController();
  const stopped = send({ signal: stop.signal });
  await expect.poll(() => server.received.length).toBe(1);
  stop.abort();
  await stopped;
  expect(await row()).toMatchObject({ attempts: 0, availableAt: now, endedAt: null });
});

test.each([
  ["http://127.0.0.1:80/", undefined],
  ["http://[::1]/", undefined],
  ["http://169.254.169.254/latest/meta-data", undefined],
  ["http://hooks.example/", [{ address: "10.0.0.7", family: 4 }]],
  [
    "http://hooks.example/",
    [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ],
  ],
])("nothing is sent inside: %s", async (url, addresses) => {
  await db.execute(sql`update webhook set url = ${url}`);
  await put(message("article.published", 1));
  await send({ loopback: false, ...(addresses ? { resolve: async () => addresses } : {}) });
  expect(await row()).toMatchObject({ status: null, error: "That address is not one of the public internet." });
});

test("what leads elsewhere is not followed", async () => {
  const inside = await receiver();
  server.answer((response) => response.writeHead(307, { location: inside.url }).end());
  await put(message("article.published", 1));
  await send();
  expect(inside.received).toEqual([]);
  expect(await row()).toMatchObject({ status: 307, error: "It answered 307: it leads elsewhere." });
  await inside.close();
});

test("a test message is tried once, and switches nothing off", async () => {
  server.answer(500);
  await insertDeliveries(db, [{ webhookId: hook.id, event: TEST_EVENT, articleId: null, body: "{}" }], START);
  await send();
  expect(await row()).toMatchObject({ status: 500, availableAt: null });
  expect(await webhookLine(db, hook.id)).toMatchObject({ enabled: true });
});

const aTest = () => ({ webhookId: hook.id, event: TEST_EVENT, articleId: null, body: '{"type":"webhook.test"}' });
const types = () => server.received.map(({ body }) => JSON.parse(body).type);

test("a test message goes before all that waits, and is held by no failure", async () => {
  server.answer(503);
  await put(...Array.from({ length: 30 }, (_, id) => message("article.published", id)));
  await send();
  server.answer(204);
  await insertDeliveries(db, [aTest()], now);
  server.received.length = 0;
  await send();
  expect(types()).toEqual([TEST_EVENT]);
});

test("a test message goes before what is due", async () => {
  await put(...Array.from({ length: 30 }, (_, id) => message("article.published", id)));
  await insertDeliveries(db, [aTest()], now);
  await send();
  expect(types().slice(0, 4)).toContain(TEST_EVENT);
});

test("once a message arrives, what was held and never tried goes too", async () => {
  server.answer(() => {});
  await put(...Array.from({ length: 10 }, (_, id) => message("article.published", id)));
  await send({ timeoutMs: 50 });
  server.answer(204);
  server.received.length = 0;
  await insertDeliveries(db, [message("article.published", 11)], now);
  while (await send());
  expect(server.received).toHaveLength(7);
});

test("one message that is never answered holds no others back that arrive meanwhile", async () => {
  server.answer((response) => {
    // The others arrive while it is being waited for.
    if (!(server.received.at(-1)?.body ?? "").includes('"articleId":0}')) response.writeHead(204).end();
  });
  await put(...Array.from({ length: 3 }, (_, id) => message("article.published", id)));
  await db.execute(sql`update webhook_delivery set attempts = 5 where article_id = 0`);
  await insertDeliveries(db, [message("article.updated", 9)], new Date(START.getTime() + MINUTE_MS));
  await send({ timeoutMs: 400 });
  const rows = await deliveries(db);
  expect(rows.map(({ status }) => status)).toEqual([null, 204, 204, null]);
  // It is not held until the next try of the first, an hour later.
  expect(rows[3]?.availableAt).toEqual(now);
});

test("whoever asks for patience gets it, within bounds, from new messages as well", async () => {
  const quiet = new Map<number, number>();
  const answered = async (retryAfter: string) => {
    server.answer((response) => response.writeHead(429, { "retry-after": retryAfter }).end());
    await send({ quiet });
  };
  await put(message("article.published", 1));
  await answered("600");
  const until = new Date(START.getTime() + 600_000);
  expect((await row())?.availableAt).toEqual(until);
  await put(message("article.published", 2));
  await send({ quiet });
  expect(server.received).toHaveLength(1);
  expect((await row(1))?.availableAt).toEqual(until);
  now = until;
  await answered("99999999");
  expect((await row())?.availableAt).toEqual(new Date(until.getTime() + MAX_RETRY_AFTER_MS));
  // A test says whether it takes messages again.
  server.answer(204);
  await insertDeliveries(db, [aTest()], now);
  while (await send({ quiet }));
  expect(quiet.size).toBe(0);
});

test.each([
  ["120", 120_000],
  [" 0 ", 0],
  ["Fri, 20 Nov 2026 12:01:00 GMT", MINUTE_MS],
  ["Fri, 20 Nov 2026 11:00:00 GMT", 0],
  ["soon", 0],
  ["-5", 0],
  [undefined, 0],
  ["99999999999999999999", MAX_RETRY_AFTER_MS],
])("Retry-After: %s", (header, ms) => expect(retryAfterMs(header, START)).toBe(ms));

test("what fails while its webhook is switched off stays ended", async () => {
  await put(message("article.published", 1));
  server.answer(async (response) => {
    await endDeliveries(db, hook.id, "Switched off.", now);
    response.writeHead(500).end();
  });
  await send();
  expect(await row()).toMatchObject({ availableAt: null, error: "Switched off.", endedAt: now });
});

test.each([
  ["never ends", (response: ServerResponse) => void response.writeHead(200).write("a")],
  ["breaks off", (response: ServerResponse) => void response.writeHead(200).write("a", () => response.destroy())],
  [
    "is encoded as nothing we know",
    (response: ServerResponse) => void response.writeHead(200, { "content-encoding": "zstd" }).end("a"),
  ],
])("2xx is arrived, also where its text %s", async (_, answer) => {
  server.answer(answer);
  await put(message("article.published", 1));
  await send({ timeoutMs: 300 });
  expect(await row()).toMatchObject({ status: 200, error: null, availableAt: null });
});

test("under another secret of the portal the webhook stops, and says what to do", async () => {
  await put(message("article.published", 1));
  await send({ portalSecret: "another secret of the portal" });
  expect(server.received).toEqual([]);
  expect(await webhookLine(db, hook.id)).toMatchObject({ enabled: false, stopped: expect.stringContaining("new one") });
});

test("a lease is longer than all of a batch may take", () => {
  expect(5 * MESSAGE_TIMEOUT_MS).toBeLessThan(1.5 * MINUTE_MS);
});

test("full logs are cut without counting all of each for every message", async () => {
  for (let number = 0; number < 3; number++) await aWebhook(db, `${server.url}/${number}`);
  await db.execute(sql`
    insert into webhook_delivery (webhook_id, event, body, available_at, ended_at, status)
    select webhook.id, 'article.updated', '', null, now(), 200 from generate_series(1, 4000) n, webhook where webhook.id <> ${hook.id}`);
  await db.execute(sql`analyze webhook_delivery`);
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = '3s'`);
    await trimDeliveries(tx, { before: new Date(0), kept: 3000 });
  });
  const [row] = await db.execute<{ kept: number }>(sql`select count(*)::int / 3 as kept from webhook_delivery`);
  expect(row?.kept).toBe(3000);
});
