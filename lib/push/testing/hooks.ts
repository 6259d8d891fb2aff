/** Webhooks and what waits for them, for tests. */
import { asc } from "drizzle-orm";
import type { Db } from "@/db/client";
import { ping, webhookDelivery } from "@/db/schema";
import { insertWebhook } from "@/db/webhooks";
import { ARTICLE_EVENTS } from "../events";
import { newSecrets, sealSecrets } from "../signature";

export const PORTAL_SECRET = "only for as long as it is tested";
export const SITE_URL = "https://news.example";

/** Listens to everything unless told. */
export async function aWebhook(db: Db, url: string, events: readonly string[] = ARTICLE_EVENTS) {
  const secrets = newSecrets();
  const id = await insertWebhook(db, { url, events: [...events], secret: sealSecrets(secrets, PORTAL_SECRET) });
  return { id, secret: secrets.current };
}

export const deliveries = (db: Db) => db.select().from(webhookDelivery).orderBy(asc(webhookDelivery.id));
export const pings = (db: Db) => db.select().from(ping).orderBy(asc(ping.kind), asc(ping.url));
