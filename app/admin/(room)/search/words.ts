/** How search does, in words. */
import type { SearchStatus } from "@/lib/search/status";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";

export type Target = SearchStatus["targets"][number];

const SECOND_MS = 1_000;

/** `1 article`, `2,000 articles` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `less than a second`, `14 seconds`, `3 minutes`, `2 days` */
export function duration(ms: number): string {
  if (ms < SECOND_MS) return "less than a second";
  if (ms < MINUTE_MS) return counted(Math.floor(ms / SECOND_MS), "second");
  if (ms < HOUR_MS) return counted(Math.floor(ms / MINUTE_MS), "minute");
  if (ms < 2 * DAY_MS) return counted(Math.floor(ms / HOUR_MS), "hour");
  return counted(Math.floor(ms / DAY_MS), "day");
}

const STATES: Record<Target["state"], string> = {
  ready: "Ready",
  building: "Its index is being built",
  behind: "Behind: it has not heard of every change yet",
  away: "Away: it doesn't answer",
  unknown: "Not asked yet",
};
export const stateWord = (target: Target): string => STATES[target.state];

const REASONS: Record<Target["state"], string> = {
  ready: "is not chosen",
  building: "has no whole index yet",
  behind: "is behind with the changes",
  away: "doesn't answer",
  unknown: "has not been asked yet",
};

/** Who answers readers now, in a sentence. */
export function answering({ engine, targets }: Pick<SearchStatus, "engine" | "targets">): string {
  if (engine === "meilisearch") return "Meilisearch answers searches; Postgres steps in whenever it can't.";
  if (targets.length === 0) return "Postgres answers searches.";
  const states = new Set(targets.map(({ state }) => state));
  const [state] = states;
  const reason = states.size === 1 && state ? REASONS[state] : "is not ready";
  return `Postgres answers searches, since Meilisearch ${reason}. Readers notice little of it.`;
}

/** `none`, or `2 missing, 1 too many, 3 outdated` */
export function driftWord({ missing, extra, stale }: NonNullable<Target["drift"]>): string {
  const parts = [
    missing > 0 ? `${missing.toLocaleString("en")} missing` : "",
    extra > 0 ? `${extra.toLocaleString("en")} too many` : "",
    stale > 0 ? `${stale.toLocaleString("en")} outdated` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "None" : parts.join(", ");
}
