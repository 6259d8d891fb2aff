/** Sends the pings that are due: to the WebSub hub one feed at a time, to search engines many pages at once. */
import type { Db } from "@/db/client";
import { type ClaimedPing, claimPings, endPings, failPings, holdPings, type PingKind } from "@/db/pings";
import { MINUTE_MS } from "../time";
import { againAt, isAwayStatus, retryAfterMs } from "./backoff";
import { INDEXNOW_DELAY_MS, WEBSUB_DELAY_MS } from "./follow";
import type { Receivers } from "./receivers";

export const PING_TIMEOUT_MS = 10_000;
/** Whoever dies with pings in hand leaves them to the next after this. */
const LEASE_MS = MINUTE_MS;
/** Those of one lease are sent one after the other. */
const WEBSUB_BATCH = 5;
/** The most that IndexNow takes. */
const INDEXNOW_BATCH = 10_000;

export type Pinging = { now: Date; signal?: AbortSignal | undefined; timeoutMs?: number | undefined };
type Answer = { error: string | null; status: number | null; retryAfterMs: number };

/** Tells the hub of feeds that changed. Gives whether more may be due. */
export async function pingHub(db: Db, { hub, siteUrl }: Receivers, pinging: Pinging): Promise<boolean> {
  if (!hub) return false;
  const claimed = await claim(db, "websub", WEBSUB_BATCH, pinging.now);
  for (const [place, ping] of claimed.entries()) {
    // `hub.url` as hubs have it since PubSubHubbub 0.3, `hub.topic` as some ask for it; W3C WebSub leaves it to them.
    const body = new URLSearchParams({ "hub.mode": "publish", "hub.url": ping.url, "hub.topic": ping.url });
    const answer = await post(hub, { body, siteUrl, ...pinging });
    const { error, status } = answer;
    if (error === null) await endPings(db, "websub", [ping], later(pinging.now, WEBSUB_DELAY_MS));
    else if (isAwayStatus(status)) return fail(db, "websub", claimed.slice(place), { answer, now: pinging.now });
    // A feed that the hub wants nothing of keeps no other waiting.
    else await failPings(db, "websub", [ping], { error, again: againAt(ping.attempts, pinging.now) });
  }
  return claimed.length === WEBSUB_BATCH;
}

/** Tells search engines of pages that changed. Gives whether more may be due. */
export async function pingSearchEngines(db: Db, receivers: Receivers, pinging: Pinging): Promise<boolean> {
  const { indexNow, siteUrl } = receivers;
  if (!indexNow) return false;
  const all = await claim(db, "indexnow", INDEXNOW_BATCH, pinging.now);
  if (all.length === 0) return false;
  // The address of the site may have changed since: pages of another host are refused with all others.
  const { host } = new URL(siteUrl);
  const claimed = all.filter(({ url }) => URL.canParse(url) && new URL(url).host === host);
  const strange = all.filter((ping) => !claimed.includes(ping));
  await failPings(db, "indexnow", strange, { error: "", again: null });
  if (claimed.length > 0) {
    const { endpoint, key } = indexNow;
    const urlList = claimed.map(({ url }) => url);
    const body = JSON.stringify({ host, key, keyLocation: `${siteUrl}/${key}.txt`, urlList });
    const answer = await post(endpoint, { body, siteUrl, ...pinging });
    if (answer.error !== null) return fail(db, "indexnow", claimed, { answer, now: pinging.now });
    await endPings(db, "indexnow", claimed, later(pinging.now, INDEXNOW_DELAY_MS));
  }
  return all.length === INDEXNOW_BATCH;
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms);
const claim = (db: Db, kind: PingKind, limit: number, now: Date) =>
  claimPings(db, kind, { now, until: later(now, LEASE_MS), limit });

/** The other side is away, or wants none of it: nothing of the kind is sent before the next attempt. */
async function fail(db: Db, kind: PingKind, failed: ClaimedPing[], { answer, now }: { answer: Answer; now: Date }) {
  const attempts = failed.reduce((most, ping) => Math.max(most, ping.attempts), 0);
  const next = againAt(attempts, now);
  const again = next && new Date(Math.max(next.getTime(), now.getTime() + answer.retryAfterMs));
  await failPings(db, kind, failed, { error: answer.error ?? "", again });
  if (again) await holdPings(db, kind, again);
  return false;
}

type Post = Pinging & { body: string | URLSearchParams; siteUrl: string };

/** To addresses of the operator's own choice, wherever they are: a hub may be inside. */
async function post(address: string, { body, siteUrl, signal, timeoutMs = PING_TIMEOUT_MS }: Post): Promise<Answer> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(address, {
      method: "POST",
      body,
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: {
        "user-agent": `Gazette (+${siteUrl})`,
        ...(typeof body === "string" ? { "content-type": "application/json; charset=utf-8" } : {}),
      },
    });
    await response.body?.cancel();
    const { ok, status, headers } = response;
    const waitMs = retryAfterMs(headers.get("retry-after"), new Date());
    return { error: ok ? null : `It answered ${status}.`, status, retryAfterMs: waitMs };
  } catch {
    const status = null;
    return {
      status,
      retryAfterMs: 0,
      error: limit.aborted ? `No answer within ${timeoutMs / 1000} seconds.` : "It can't be reached.",
    };
  }
}
