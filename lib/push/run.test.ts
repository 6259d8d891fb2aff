import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { setting } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { changeArticles } from "../publishing/change";
import { startWorker, type Worker } from "../worker";
import { followingNews } from "./follow";
import type { Receivers } from "./receivers";
import { runPushes } from "./run";
import { sendMessages } from "./send-messages";
import { pushStatus } from "./status";
import { aWebhook, deliveries, PORTAL_SECRET, pings, SITE_URL } from "./testing/hooks";
import { type Receiver, receiver } from "./testing/receiver";

const connection = scratchDatabase();
const { db, url } = connection;
const NOBODY: Receivers = { siteUrl: SITE_URL, hub: null, indexNow: null };
const PATIENCE = { timeout: 10_000, interval: 20 };
let server: Receiver;
let said: string[];
let pushes: { stop: () => Promise<void> }[];
let worker: Worker | undefined;

beforeEach(async () => {
  await db.execute(sql`truncate article, webhook, ping, told_article, outbox, setting cascade`);
  server = await receiver();
  [said, pushes] = [[], []];
});
afterEach(async () => {
  await Promise.all(pushes.map(({ stop }) => stop()));
  await worker?.stop();
  worker = undefined;
  await server.close();
});

const push = (receivers = NOBODY) => {
  const pushing = { receivers, portalSecret: PORTAL_SECRET, say: (line: string) => said.push(line) };
  pushes.push(runPushes(connection, { ...pushing, reach: { loopback: true } }));
};
/** The rest of the worker, which keeps search. */
const follow = () => {
  worker = startWorker(
    connection,
    () => {},
    undefined,
    followingNews(NOBODY, (line) => said.push(line)),
  );
};
const knowsAll = () =>
  expect.poll(async () => (await db.select().from(setting)).map(({ key }) => key), PATIENCE).toContain("push-since");
const change = (id: number, state: "published" | "unpublished") =>
  changeArticles(db, {
    edits: [{ id, changes: { state }, confirmed: "any" }],
    by: { id: null, name: "test" },
    now: new Date(),
  });
const types = () => server.received.map(({ body }) => JSON.parse(body).type);

test("publishing and unpublishing arrive once each, whoever works besides, and while nobody keeps search", async () => {
  await aWebhook(db, server.url);
  push();
  push();
  await knowsAll();
  const id = await anArticle(db, { state: "queued" });
  await change(id, "published");
  await expect.poll(types, PATIENCE).toEqual(["article.published"]);
  // From here on somebody takes the changes out, too.
  follow();
  await change(id, "unpublished");
  await expect.poll(types, PATIENCE).toEqual(["article.published", "article.unpublished"]);
  await expect.poll(async () => (await pushStatus(db, new Date())).detail, PATIENCE).toBe("nothing waits");
  expect(await deliveries(db)).toHaveLength(2);
  expect(said).toEqual([]);
});

test("the hub hears of each feed once, however many changes there were", async () => {
  push({ ...NOBODY, hub: server.url });
  await knowsAll();
  const ids = [await anArticle(db, { state: "queued" }), await anArticle(db, { state: "queued" })];
  for (const id of ids) await change(id, "published");
  await expect.poll(() => server.received.length, PATIENCE).toBe(6);
  await expect.poll(async () => (await pings(db)).length, PATIENCE).toBe(0);
  expect(new Set(server.received.map(({ body }) => body)).size).toBe(6);
});

test("a worker that is killed while it sends leaves the message to the next, under the same id", async () => {
  const { id: hook } = await aWebhook(db, server.url);
  server.answer(() => {});
  const program = fileURLToPath(new URL("./testing/push-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, url, PORTAL_SECRET, SITE_URL], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  await knowsAll();
  await change(await anArticle(db, { state: "queued" }), "published");
  await expect.poll(() => server.received.length, PATIENCE).toBe(1);
  child.kill("SIGKILL");
  await once(child, "exit");
  server.answer(204);
  const send = (clock: () => Date) =>
    sendMessages(db, hook, { siteUrl: SITE_URL, portalSecret: PORTAL_SECRET, clock, loopback: true });
  // It might still be at it, for all that others know.
  await send(() => new Date());
  expect(server.received).toHaveLength(1);
  const later = new Date(Date.now() + 120_000);
  await send(() => later);
  expect(server.received).toHaveLength(2);
  const [first, second] = server.received.map(({ headers }) => headers["webhook-id"]);
  expect(second).toBe(first);
  expect(await deliveries(db)).toMatchObject([{ status: 204, attempts: 2, availableAt: null }]);
});

test("a failure is said without addresses and secrets, and stops nothing", async () => {
  const { secret } = await aWebhook(db, `${server.url}?key=of-the-receiver`);
  push();
  await knowsAll();
  await db.execute(sql`alter table ping rename to ping_away`);
  await expect.poll(() => said.length, PATIENCE).toBe(1);
  await db.execute(sql`alter table ping_away rename to ping`);
  server.answer(500);
  await change(await anArticle(db, { state: "queued" }), "published");
  await expect.poll(types, PATIENCE).toEqual(["article.published"]);
  await expect.poll(async () => (await deliveries(db))[0]?.status, PATIENCE).toBe(500);
  const shown = `${said.join()} ${JSON.stringify(await deliveries(db))}`;
  expect(shown).not.toContain("of-the-receiver");
  expect(shown).not.toContain(secret);
  expect(said).toHaveLength(1);
});
