/** One Meilisearch server as the keeper of the index uses it. Every call resolves when the server has really done it. */
import { type EnqueuedTaskPromise, Meilisearch, type Settings, type Task } from "meilisearch";
import { type MeilisearchAddress, meilisearchVersion, versionWarning } from "../../runtime/meilisearch";
import type { MeiliDocument } from "./document";
import { away, requireSuccess, TargetAway } from "./errors";
import { httpClient } from "./http-client";
import { fingerprint } from "./settings";

/** What is waited for an answer, and for one task: behind a large one, or on a slow disk. */
const REQUEST_TIMEOUT_MS = 10_000;
const TASK_TIMEOUT_MS = 10 * 60_000;
/** A change that takes longer to arrive is one that did not: others must not wait for it. */
export const CHANGE_TIMEOUT_MS = 10_000;
/** Tasks take some 50 ms: asked often at first, so that a change is known to be searchable as soon as it is. */
const FIRST_POLLS_MS = [5, 10, 10, 20];
const POLL_MS = 50;

export type Target = ReturnType<typeof target>;

/** @param indexUid the index that answers searches; its replacement is built in `{indexUid}-next` */
export function target(address: MeilisearchAddress, indexUid: string) {
  const { url, key } = address;
  const client = new Meilisearch({ host: url, apiKey: key, timeout: REQUEST_TIMEOUT_MS, httpClient });
  const next = `${indexUid}-next`;
  const asked = async <T>(request: Promise<T>): Promise<T> => {
    try {
      return await request;
    } catch (error) {
      throw away(error);
    }
  };
  const done = async (enqueued: EnqueuedTaskPromise, timeoutMs = TASK_TIMEOUT_MS): Promise<void> => {
    await followed(client, (await asked(enqueued)).taskUid, { timeoutMs });
  };

  return {
    /** Without secrets. */
    name: `${new URL(url).host}/${indexUid}`,
    client,
    indexUid,
    next,

    /** A sentence where its version is none that Gazette is made for; null where it is, or may not be asked. */
    async versionWarning(): Promise<string | null> {
      const version = await meilisearchVersion(address).catch(() => null);
      return version === null ? null : versionWarning(version);
    },

    /** Tells an index from a later one of the same name; null: there is none. */
    async identity(uid: string): Promise<string | null> {
      try {
        return (await client.getRawIndex(uid)).createdAt;
      } catch (error) {
        const reason = away(error);
        if (reason instanceof TargetAway && reason.code === "index_not_found") return null;
        throw reason;
      }
    },

    async countDocuments(uid: string): Promise<number> {
      return (await asked(client.index(uid).getStats())).numberOfDocuments;
    },

    /** Makes an empty index, in place of one of that name. */
    async make(uid: string, settings: Settings): Promise<void> {
      await this.remove(uid);
      await done(client.createIndex(uid, { primaryKey: "id" }));
      await done(client.index(uid).updateSettings(settings));
    },

    async remove(uid: string): Promise<void> {
      if ((await this.identity(uid)) !== null) await done(client.deleteIndex(uid));
    },

    /** Brings the settings to those wanted. Gives whether they were others. */
    async settle(uid: string, wanted: Settings): Promise<boolean> {
      const present = await asked(client.index(uid).getSettings());
      if (fingerprint(present, wanted) === fingerprint(wanted, wanted)) return false;
      await done(client.index(uid).updateSettings(wanted));
      return true;
    },

    /** Writes and removes documents; both at once, since tasks are done in order. */
    async write(uid: string, put: MeiliDocument[], remove: number[], timeoutMs = TASK_TIMEOUT_MS): Promise<void> {
      const index = client.index<MeiliDocument>(uid);
      const tasks = [
        ...(put.length > 0 ? [index.addDocuments(put)] : []),
        ...(remove.length > 0 ? [index.deleteDocuments(remove)] : []),
      ];
      await Promise.all(tasks.map((task) => done(task, timeoutMs)));
    },

    /** The hashes of documents with an id in the given span: above `after`, up to `last`. */
    async hashesBetween(uid: string, after: number, last: number, limit: number): Promise<Map<number, string>> {
      return this.hashesOf(uid, [`id > ${after}`, `id <= ${last}`], limit);
    },

    async hashesAmong(uid: string, ids: number[]): Promise<Map<number, string>> {
      return ids.length === 0 ? new Map() : this.hashesOf(uid, [`id IN [${ids.join(", ")}]`], ids.length);
    },

    async hashesOf(uid: string, filter: string[], limit: number): Promise<Map<number, string>> {
      const fields: ("id" | "hash")[] = ["id", "hash"];
      const { results } = await asked(client.index<MeiliDocument>(uid).getDocuments({ filter, fields, limit }));
      return new Map(results.map(({ id, hash }) => [id, hash]));
    },

    /** Makes the next index the one that answers, at once. */
    async swap(): Promise<void> {
      const built = await this.identity(next);
      const isFirst = (await this.identity(indexUid)) === null;
      const { taskUid } = await asked(client.swapIndexes([{ indexes: [next, indexUid], rename: isFirst }]));
      // The task belongs to no index: a key for ours alone cannot see it, but it sees which index has the name.
      const isDone = async () => (await this.identity(indexUid)) === built;
      await followed(client, taskUid, { timeoutMs: TASK_TIMEOUT_MS, isDone });
      if (!isFirst) await this.remove(next);
    },
  };
}

/** @param isDone asked where the task cannot be seen */
async function followed(
  client: Meilisearch,
  taskUid: number,
  { timeoutMs, isDone }: { timeoutMs: number; isDone?: () => Promise<boolean> },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let poll = 0; ; poll++) {
    await new Promise((resolve) => setTimeout(resolve, FIRST_POLLS_MS[poll] ?? POLL_MS));
    const task = await client.tasks.getTask(taskUid).catch((error) => {
      const reason = away(error);
      if (isDone && reason instanceof TargetAway && reason.code === "task_not_found") return null;
      throw reason;
    });
    if (task === null ? await isDone?.() : isEnded(task)) return;
    if (Date.now() > deadline) throw new TargetAway(`A task takes longer than ${timeoutMs / 1_000} s.`, null);
  }
}

/** @throws TargetAway, DocumentsRefused where it failed */
function isEnded(task: Task): boolean {
  if (task.status === "enqueued" || task.status === "processing") return false;
  requireSuccess(task);
  return true;
}
