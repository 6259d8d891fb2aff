/**
 * Finds out what of changed articles is news to those outside, and writes down whom to tell. It compares with what they
 * were told last, so repeats are harmless: nothing is lost or doubled by a worker that dies.
 */
import type { Db } from "@/db/client";
import { addPings } from "@/db/pings";
import { beginTelling, endTelling, isTelling, lockTelling, type News, newsOf, putTold } from "@/db/told-articles";
import { touchedLists } from "@/db/touched";
import { deleteDeliveriesOf, insertDeliveries } from "@/db/webhook-deliveries";
import { listeningWebhooks, type WebhookLine } from "@/db/webhooks";
import { MINUTE_MS } from "../time";
import { feedAddresses, pageAddresses } from "./addresses";
import { messagesOf } from "./messages";
import type { Receivers } from "./receivers";

/** Articles looked at in one transaction. */
export const FOLLOW_BATCH = 500;
/** Changes that follow on each other are one ping. Webhooks are told at once. */
export const WEBSUB_DELAY_MS = 2_000;
export const INDEXNOW_DELAY_MS = 10_000;
/** The record has times at which transactions began: they may have ended after others were told. */
const LONGEST_CHANGE_MS = 10 * MINUTE_MS;

export type Following = {
  receivers: Receivers;
  now: Date;
  /** Only these; without, those whose changes wait in the outbox. */
  among?: number[] | undefined;
  /** Only what came into the outbox after this entry. */
  after?: number | undefined;
  /** Only articles with a higher id: those up to it were looked at. */
  beyond?: number | undefined;
};

/**
 * For whoever takes changes out of the outbox: in the same transaction, so that none is lost. A failure of its own keeps
 * nobody else from following, and is said.
 */
export const followingNews =
  (receivers: Receivers, say: (line: string) => void) =>
  async (tx: Db, among: number[]): Promise<void> => {
    try {
      await tx.transaction((inner) => noteNews(inner, { receivers, now: new Date(), among }));
    } catch (error) {
      say(`Push: ${error instanceof Error ? (error.cause ?? error) : error}`);
    }
  };

/** @returns the last article that there was news of, where {@link FOLLOW_BATCH} of them left no room for more; else null. */
export async function noteNews(tx: Db, { receivers, now, among, after, beyond }: Following): Promise<number | null> {
  await lockTelling(tx);
  const webhooks = await listeningWebhooks(tx);
  if (webhooks.length === 0 && !receivers.hub && !receivers.indexNow) {
    if (await isTelling(tx)) await endTelling(tx);
    return null;
  }
  if (!(await isTelling(tx))) {
    await beginTelling(tx, now);
    return null;
  }
  const news = await newsOf(tx, { among, after, beyond, now, limit: among?.length ?? FOLLOW_BATCH });
  if (news.length === 0) return null;
  await noteMessages(tx, news, webhooks, { siteUrl: receivers.siteUrl, now });
  await notePings(tx, news, { receivers, now });
  await putTold(tx, news, now);
  return news.length < FOLLOW_BATCH ? null : (news.at(-1)?.articleId ?? null);
}

async function noteMessages(tx: Db, news: News[], webhooks: WebhookLine[], at: { siteUrl: string; now: Date }) {
  const gone = news.filter(({ what }) => what === "deleted");
  await deleteDeliveriesOf(
    tx,
    gone.map(({ articleId }) => articleId),
  );
  const wanted = new Set(webhooks.flatMap(({ events }) => events));
  const messages = await messagesOf(
    tx,
    news.filter(({ what }) => wanted.has(`article.${what}`)),
    at,
  );
  const deliveries = messages.flatMap(({ event, articleId, body }) =>
    webhooks
      .filter(({ events }) => events.includes(event))
      .map(({ id: webhookId }) => ({ webhookId, event, articleId, body })),
  );
  await insertDeliveries(tx, deliveries, at.now);
}

async function notePings(tx: Db, news: News[], { receivers, now }: Following): Promise<void> {
  if (!receivers.hub && !receivers.indexNow) return;
  const told = news.flatMap(({ toldAt }) => toldAt?.getTime() ?? []);
  const since = told.length === 0 ? null : new Date(Math.min(...told) - LONGEST_CHANGE_MS);
  const ids = news.map(({ articleId }) => articleId);
  const slugs = news.flatMap(({ slug, formerSlug }) => [slug, ...(formerSlug === null ? [] : [formerSlug])]);
  await pingFor(tx, ids, { slugs, since, receivers, now });
}

type Pinged = { slugs: string[]; since: Date | null; receivers: Receivers; now: Date };

/**
 * Tells of the lists that articles stand in, and stood in since a moment. Of an article that is about to be deleted it
 * is to be called before: nobody knows afterwards where it stood.
 */
export async function pingFor(tx: Db, articleIds: number[], { slugs, since, receivers, now }: Pinged): Promise<void> {
  const { siteUrl, hub, indexNow } = receivers;
  if (!hub && !indexNow) return;
  const touched = await touchedLists(tx, articleIds, since);
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (hub) await addPings(tx, "websub", feedAddresses(siteUrl, touched), after(WEBSUB_DELAY_MS));
  if (indexNow) await addPings(tx, "indexnow", pageAddresses(siteUrl, slugs, touched), after(INDEXNOW_DELAY_MS));
}
