import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEvent, webhook } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { trimDeliveries } from "@/db/webhook-deliveries";
import { changeArticles } from "../publishing/change";
import { undoAct } from "../record/undo";
import { DAY_MS } from "../time";
import { ARTICLE_EVENTS } from "./events";
import { noteNews } from "./follow";
import { openSecrets } from "./signature";
import { deliveries, PORTAL_SECRET as portalSecret, SITE_URL as siteUrl } from "./testing/hooks";
import {
  addWebhook,
  changeWebhook,
  MAX_WEBHOOKS,
  removeWebhook,
  rotateSecret,
  sendAgain,
  sendTest,
  webhookLine,
} from "./webhooks";

const { db } = scratchDatabase();
const now = new Date("2026-11-20T12:00:00Z");
const by = { id: null, name: "day@desk.example" };
const events = [...ARTICLE_EVENTS];
const URL_GIVEN = "https://hooks.example/news";

beforeEach(async () => {
  await db.execute(sql`truncate article, webhook, told_article, outbox, setting cascade`);
});

const add = (url = URL_GIVEN) => addWebhook(db, { url, events, portalSecret, by, now });
const recorded = async (act: () => Promise<unknown>) => {
  const [{ last } = { last: 0 }] = await db.execute<{ last: number }>(
    sql`select coalesce(max(id), 0)::float8 as last from audit_event`,
  );
  await act();
  return db.select().from(auditEvent).where(sql`id > ${last} and subject = 'webhook'`);
};
const change = (id: number, title: string) =>
  changeArticles(db, { edits: [{ id, changes: { title } }], by, now }).then(() =>
    db.transaction((tx) => noteNews(tx, { receivers: { siteUrl, hub: null, indexNow: null }, now })),
  );

test("each act is recorded; the secret is in none of it, nor readable where it is kept", async () => {
  const acts = await recorded(async () => {
    const { id, secret } = await add();
    const next = await rotateSecret(db, id, { portalSecret, by, now });
    expect(next).not.toBe(secret);
    const [row] = await db.select().from(webhook);
    expect(openSecrets(row?.secret ?? "", portalSecret)).toMatchObject({ current: next, former: { secret } });
    expect(JSON.stringify(row)).not.toContain(secret.slice(6, 20));
    expect(await webhookLine(db, id)).not.toHaveProperty("secret");
    await changeWebhook(db, id, { events: ["article.deleted"], by, now });
    await changeWebhook(db, id, { enabled: false, by, now });
    await changeWebhook(db, id, { enabled: true, by, now });
    await sendTest(db, id, { siteUrl, by, now });
    await sendAgain(db, id, { deliveryId: (await deliveries(db))[0]?.id ?? 0, by, now });
    await removeWebhook(db, id, { by });
    expect(JSON.stringify(await db.select().from(auditEvent))).not.toContain(secret.slice(6, 20));
  });
  expect(acts.map(({ action, actor }) => `${action} ${actor}`)).toEqual(
    ["add", "rotate", "edit", "off", "on", "test", "resend", "remove"].map((act) => `webhook-${act} ${by.name}`),
  );
  expect(await deliveries(db)).toEqual([]);
});

test("it hears of what changes after it was added, and of nothing while it is off", async () => {
  const article = await anArticle(db);
  await change(article, "Before");
  const { id } = await add();
  expect(await deliveries(db)).toEqual([]);
  await change(article, "After");
  await changeWebhook(db, id, { enabled: false, by, now });
  expect(await deliveries(db)).toMatchObject([{ event: "article.updated", availableAt: null, endedAt: now }]);
  await change(article, "While it was off");
  await changeWebhook(db, id, { enabled: true, by, now });
  await change(article, "On again");
  expect((await deliveries(db)).map(({ body }) => JSON.parse(body).data.title)).toEqual(["After", "On again"]);
});

test("changes are taken back, unless something newer changed the same", async () => {
  const { id } = await add();
  const off = await changeWebhook(db, id, { enabled: false, by, now });
  const moved = await changeWebhook(db, id, {
    url: "https://hooks.example/other",
    events: ["article.deleted"],
    by,
    now,
  });
  expect(await changeWebhook(db, id, { enabled: false, by, now })).toBeNull();
  await undoAct(db, { act: moved ?? 0, by, now });
  expect(await webhookLine(db, id)).toMatchObject({ url: URL_GIVEN, events, enabled: false });
  await undoAct(db, { act: off ?? 0, by, now });
  expect(await webhookLine(db, id)).toMatchObject({ enabled: true });
  const again = await changeWebhook(db, id, { enabled: false, by, now });
  await changeWebhook(db, id, { enabled: true, by, now });
  await expect(undoAct(db, { act: again ?? 0, by, now })).rejects.toMatchObject({ code: "conflict" });
});

test.each([
  ["gopher://hooks.example/", "Only http and https"],
  ["https://user:pass@hooks.example/", "a name or a password"],
  ["https://hooks.example:8080/", "80 and 443"],
  ["http://localhost/", "public internet"],
  ["http://10.1.2.3/", "public internet"],
  ["http://[::ffff:127.0.0.1]/", "public internet"],
  ["http://2130706433/", "public internet"],
  ["nonsense", "not an address"],
])("%s is no address for messages", async (url, why) => {
  await expect(add(url)).rejects.toMatchObject({ code: "invalid", fields: { url: expect.stringContaining(why) } });
});

test("one for each address, and not too many", async () => {
  await add();
  await expect(add()).rejects.toMatchObject({ code: "conflict", fields: { url: expect.any(String) } });
  for (let n = 1; n < MAX_WEBHOOKS; n++) await add(`${URL_GIVEN}/${n}`);
  await expect(add(`${URL_GIVEN}/more`)).rejects.toMatchObject({ code: "conflict" });
});

test("ended messages go after a while, and all but the newest; what waits stays", async () => {
  const { id } = await add();
  for (let n = 0; n < 6; n++) await sendTest(db, id, { siteUrl, by, now });
  const rows = await deliveries(db);
  const end = (place: number, at: Date) =>
    db.execute(sql`update webhook_delivery set available_at = null, ended_at = ${at.toISOString()}::timestamptz
                    where id = ${rows[place]?.id ?? 0}`);
  await end(0, new Date(now.getTime() - 2 * DAY_MS));
  for (const place of [1, 3, 4, 5]) await end(place, now);
  await trimDeliveries(db, { before: new Date(now.getTime() - DAY_MS), kept: 3 });
  const places = (await deliveries(db)).map((left) => rows.findIndex((row) => row.id === left.id));
  expect(places).toEqual([2, 3, 4, 5]);
});
