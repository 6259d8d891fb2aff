/** People who read and write without a pause while something breaks, and what became of each request. */
import { setTimeout as delay } from "node:timers/promises";

const READ_EVERY_MS = 10;
const WRITE_EVERY_MS = 40;
/** Longer than any answer may take. */
const TIMEOUT_MS = 25_000;
const RECOVERY_TIMEOUT_MS = 60_000;

/** Outcome → how often: a status, or why there was no answer. */
export type Counts = Record<string, number>;

export type Write = { heat: number; outcome: "saved" | "refused" | "cut off" | string };

export type Seen = {
  /** Of pages that everybody reads, and no write touches. */
  kept: Counts;
  /** Of pages that each write makes anew. */
  changed: Counts;
  /** Of pages that nobody asked for before. */
  fresh: Counts;
  /** In their order. */
  writes: Write[];
};

export type Watch = {
  /** Resolves when a write and a new page that were asked for from now on went well; the seconds since `startedAt`. */
  recovered: (startedAt: number) => Promise<number>;
  /** Resolves when so many more writes were answered or failed. */
  writes: (more: number) => Promise<void>;
  /** Resolves when a write was refused. */
  refused: () => Promise<void>;
  end: () => Promise<Seen>;
};

export type Watched = { url: string; token: string; slug: string; kept: string[]; changed: string[] };

let lastHeat = 1_000;
let lastWord = 0;

/** Each of `kept` is read once before, so that it is kept. */
export async function watch({ url, token, slug, kept, changed }: Watched): Promise<Watch> {
  const seen: Seen = { kept: {}, changed: {}, fresh: {}, writes: [] };
  let ended = false;
  for (const path of kept) await (await fetch(url + path)).text();

  const read = async (paths: string[], counts: Counts, everyMs: number) => {
    for (let turn = 0; !ended; turn++) {
      count(counts, await statusOf(url + paths[turn % paths.length]));
      await delay(everyMs);
    }
  };
  const freshly = async () => {
    lastWord += 1;
    const status = await statusOf(`${url}/search?q=word${lastWord}`);
    count(seen.fresh, status);
    return status;
  };
  const fresh = async () => {
    while (!ended) {
      await freshly();
      await delay(WRITE_EVERY_MS);
    }
  };
  const write = async (): Promise<Write> => {
    lastHeat += 1;
    const made: Write = {
      heat: lastHeat,
      outcome: await patch(`${url}/api/v1/admin/articles/${slug}`, token, lastHeat),
    };
    seen.writes.push(made);
    return made;
  };
  const writing = async () => {
    while (!ended) {
      await write();
      await delay(WRITE_EVERY_MS);
    }
  };
  const all = Promise.all([
    read(kept, seen.kept, READ_EVERY_MS),
    read(changed, seen.changed, WRITE_EVERY_MS),
    fresh(),
    writing(),
  ]);

  return {
    async recovered(startedAt) {
      const [from, deadline] = [lastHeat, performance.now() + RECOVERY_TIMEOUT_MS];
      const wrote = () => seen.writes.some(({ heat, outcome }) => heat > from + 1 && outcome === "saved");
      while (!wrote() || (await freshly()) !== "200") {
        if (performance.now() > deadline) throw new Error(`It did not recover: ${JSON.stringify(summary(seen))}`);
        await delay(READ_EVERY_MS);
      }
      return (performance.now() - startedAt) / 1_000;
    },
    async writes(more) {
      const enough = seen.writes.length + more;
      while (seen.writes.length < enough && !ended) await delay(READ_EVERY_MS);
    },
    async refused() {
      const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
      while (!seen.writes.some(({ outcome }) => outcome === "refused")) {
        if (performance.now() > deadline) throw new Error(`No write was refused: ${JSON.stringify(summary(seen))}`);
        await delay(READ_EVERY_MS);
      }
    },
    async end() {
      ended = true;
      await all;
      return seen;
    },
  };
}

export const summary = ({ kept, changed, fresh, writes }: Seen) => {
  const outcomes: Counts = {};
  for (const { outcome } of writes) count(outcomes, outcome);
  return { kept, changed, fresh, writes: outcomes };
};

function count(counts: Counts, outcome: string): void {
  counts[outcome] = (counts[outcome] ?? 0) + 1;
}

async function statusOf(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "manual" });
    await response.arrayBuffer();
    return String(response.status);
  } catch (error) {
    return noAnswer(error);
  }
}

/** Refused cleanly: 503 as a problem that says when to try again. */
async function patch(url: string, token: string, heat: number): Promise<Write["outcome"]> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: "PATCH", headers, body: JSON.stringify({ heat }), signal });
    const text = await response.text();
    if (response.ok) return "saved";
    const isClean =
      response.status === 503 &&
      response.headers.get("content-type") === "application/problem+json" &&
      Number(response.headers.get("retry-after")) > 0;
    return isClean ? "refused" : `${response.status} ${text}`;
  } catch (error) {
    return noAnswer(error) === "no answer in time" ? "no answer in time" : "cut off";
  }
}

function noAnswer(error: unknown): string {
  if ((error as Error).name === "TimeoutError") return "no answer in time";
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return code === "ECONNREFUSED" ? "not let in" : "cut off";
}
