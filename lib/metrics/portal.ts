/** How the portal stands, as its database knows: the same whichever process is asked. */
import type { Db } from "@/db/client";
import { outboxBacklog } from "@/db/outbox";
import { waitingNow } from "@/db/overview";
import { pushBacklog } from "@/db/push-backlog";
import { countStopped } from "@/db/webhooks";
import { workerSeenS } from "@/db/worker-seen";
import { searchStatus } from "../search/status";
import { type Family, gauge, sample } from "./text";

const SECOND_MS = 1_000;
/** Whoever reads metrics waits for no more than this. */
const TIMEOUT_MS = 3_000;
/** Several that read them at once, or one that reads them all the time, ask the database this often at most. */
const KEPT_MS = 2_000;

type Kept = { at: number; families: Promise<Family[]> };
let kept: Kept | null = null;

/** Never throws: without a database it says that, and no more. */
export function portalFigures(db: Db, now = new Date()): Promise<Family[]> {
  if (!kept || now.getTime() - kept.at >= KEPT_MS) kept = { at: now.getTime(), families: bounded(asked(db, now)) };
  return kept.families;
}

const UP = ["gazette_database_up", "Whether the database answers: 1 or 0."] as const;

async function bounded(asking: Promise<Family[]>): Promise<Family[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, null);
  });
  const families = await Promise.race([asking.catch(() => null), late]);
  clearTimeout(timer);
  return families ?? [gauge(...UP, 0)];
}

async function asked(db: Db, now: Date): Promise<Family[]> {
  const [queue, outbox, push, stopped, workerS, search] = await Promise.all([
    waitingNow(db, now),
    outboxBacklog(db),
    pushBacklog(db),
    countStopped(db),
    workerSeenS(db),
    searchStatus(db, now),
  ]);
  const ageS = (since: number | null | undefined) => (since ? Math.max(0, (now.getTime() - since) / SECOND_MS) : 0);
  const ofTargets = (
    name: string,
    help: string,
    value: (target: (typeof search.targets)[number]) => number | null,
  ) => ({
    ...{ name, help, type: "gauge" as const },
    samples: search.targets.flatMap((target) => {
      const known = value(target);
      return known === null ? [] : [sample(name, { target: target.target }, known)];
    }),
  });
  return [
    gauge(...UP, 1),
    gauge("gazette_queue_articles", "Articles that wait for judgement, counted up to 10000.", queue.waiting),
    gauge("gazette_queue_oldest_seconds", "How long the oldest of them has waited.", ageS(queue.oldest?.since)),
    gauge("gazette_outbox_changes", "Changes that wait to be told to search and push.", outbox.waiting),
    gauge("gazette_outbox_oldest_seconds", "How long the oldest of them has waited.", ageS(outbox.oldest?.getTime())),
    gauge("gazette_outbox_parked_changes", "Changes that failed too often: see /admin/search.", outbox.parked),
    gauge("gazette_webhook_messages", "Messages to webhooks that wait.", push.messages),
    gauge("gazette_pings", "Pings to hubs and search engines that wait.", push.pings),
    gauge("gazette_push_oldest_seconds", "How long the oldest of both has waited.", ageS(push.oldest?.getTime())),
    gauge("gazette_webhooks_stopped", "Webhooks that were switched off after failures.", stopped),
    gauge("gazette_worker_up", "Whether a worker is at work: 1 or 0.", workerS === null ? 0 : 1),
    gauge("gazette_worker_seen_seconds", "How long ago it last gave a sign of life.", workerS),
    gauge("gazette_articles_live", "Live articles: what each search index should hold.", search.expected),
    ofTargets("gazette_search_ready", "Whether an outside engine may answer: 1 or 0.", ({ state }) =>
      state === "ready" ? 1 : 0,
    ),
    ofTargets("gazette_search_documents", "Documents in its index.", ({ documents }) => documents),
    ofTargets(
      "gazette_search_drift_documents",
      "Documents that were missing, extra or stale when last compared.",
      ({ drift }) => (drift ? drift.missing + drift.extra + drift.stale : null),
    ),
  ];
}
