/** Hears from Postgres which pages a change anywhere made stale: another app process, the worker, a command. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { ANNOUNCE_CHANNEL, countListeners, EVERYTHING, HEARD_CHANNEL, LISTENER_NAME, sayHeard } from "@/db/announce";
import { backoff } from "@/db/client";
import { SETTINGS_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { refreshSite } from "@/lib/site";
import { expireTags } from "./page-cache.mjs";

const RETRY_MS = 1_000;
/** Where one connection was ended, others may be about to. */
const SETTLE_MS = 250;
/** Hearing one's own word takes a millisecond. When it takes this long, the connection that listens is gone. */
const HEAR_LIMIT_MS = 1_000;
/** A connection can die without a word (a failover, a forgetful firewall): so often it is tried. */
const TRIAL_INTERVAL_MS = 5_000;

/** A question to all that listen, or the answer of one of them. */
type Word = { ask: string } | { heard: string; by: string };
type Hearing = { me: string; waiting: Map<string, (by: string) => void> };

/** Who we are, and who waits for which answers. On globalThis: actions and the start of the server are bundled apart. */
const KEY = Symbol.for("gazette.heard");
const { me, waiting } = ((globalThis as { [KEY]?: Hearing })[KEY] ??= { me: randomUUID(), waiting: new Map() });

/** Listens for the life of the process. Whatever was missed while it could not listen counts as everything. */
export function followChanges(): void {
  const url = env().DATABASE_URL;
  if (!url) return;
  let listener = listenAt(url);
  const trial = async () => {
    if (!(await heardChanges())) {
      listener.stop();
      listener = listenAt(url);
    }
    setTimeout(trial, TRIAL_INTERVAL_MS).unref();
  };
  setTimeout(trial, TRIAL_INTERVAL_MS).unref();
}

function listenAt(url: string): { stop: () => void } {
  // A connection of its own: one that listens can't be lent out, and drizzle changes its client's parsers.
  const sql = postgres(url, { max: 1, backoff, connection: { application_name: LISTENER_NAME }, onnotice: () => {} });
  let stopped = false;
  const listen = async () => {
    try {
      await sql.listen(
        ANNOUNCE_CHANNEL,
        (payload) => hear(tagsIn(payload)),
        // Pages are let go once others can be made: a database that only just answers may refuse what they need.
        () => followSettings(SETTLE_MS),
      );
      await sql.listen(HEARD_CHANNEL, answer);
    } catch {
      if (!stopped) setTimeout(listen, RETRY_MS).unref();
    }
  };
  void listen();
  return {
    stop() {
      stopped = true;
      void sql.end({ timeout: 0 }).catch(() => {});
    },
  };
}

function hear(tags: string[]): void {
  expireTags(tags);
  if (tags.includes(SETTINGS_TAG)) followSettings();
}

/** Until then what is rendered shows the settings from before, so all of it is rendered once more. */
let settingsRead: Promise<void> = Promise.resolve();

function followSettings(afterMs = 0): void {
  settingsRead = settingsRead
    .then(() => (afterMs > 0 ? delay(afterMs, undefined, { ref: false }) : undefined))
    .then(() => refreshSite(database().db))
    .then(
      () => expireTags([EVERYTHING]),
      () => void setTimeout(followSettings, RETRY_MS, afterMs).unref(),
    );
}

/** What was announced before the question has been heard: notifications come in the order of their commits. */
function answer(payload: string): void {
  const word: Word = JSON.parse(payload);
  if ("heard" in word) waiting.get(word.heard)?.(word.by);
  else void settingsRead.then(() => void say({ heard: word.ask, by: me }));
}

/** False: without a database nobody hears. */
const say = (word: Word): Promise<boolean> =>
  sayHeard(database().db, JSON.stringify(word)).then(
    () => true,
    () => false,
  );

/**
 * Resolves when every app process on this database has heard of the changes that were committed before the call, or
 * after a second. False when this process itself does not hear. Every page then counts as changed, unless the database
 * is away: nothing can be made anew then, and whatever was missed counts as everything once it is listened to again.
 * https://www.postgresql.org/docs/current/sql-notify.html
 */
export async function heardChanges(): Promise<boolean> {
  const question = randomUUID();
  const answers = new Set<string>();
  let said = false;
  const listeners = countListeners(database().db).catch(() => Number.POSITIVE_INFINITY);
  await new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, HEAR_LIMIT_MS);
    waiting.set(question, async (by) => {
      answers.add(by);
      if (!answers.has(me) || answers.size < (await listeners)) return;
      clearTimeout(limit);
      resolve();
    });
    void say({ ask: question }).then((done) => {
      said = done;
      if (done) return;
      clearTimeout(limit);
      resolve();
    });
  });
  waiting.delete(question);
  const heard = answers.has(me);
  // It may have gone between the question and the answer.
  const isThere = () => Promise.race([say({ ask: randomUUID() }), delay(HEAR_LIMIT_MS, false, { ref: false })]);
  if (!heard && said && (await isThere())) expireTags([EVERYTHING]);
  return heard;
}

function tagsIn(payload: string): string[] {
  try {
    const tags: unknown = JSON.parse(payload);
    if (Array.isArray(tags)) return tags.map(String);
  } catch {
    // Somebody else's message on our channel: to be safe, everything is stale.
  }
  return [EVERYTHING];
}
