/** Fields of an article as the record has them. */
import type { Changes } from "./plan";

const DATES = ["publishedAt", "liveFrom", "liveUntil", "laterUntil", "pinUntil"];

/** The change that makes these fields what they are here: JSON has dates as texts, and heat by hand under its own name. */
export function changesTo({ heatGiven, ...recorded }: Record<string, unknown>): Changes {
  const fields = Object.entries(recorded).map(([field, value]) => [
    field,
    DATES.includes(field) && typeof value === "string" ? new Date(value) : value,
  ]);
  const heat = heatGiven === undefined ? undefined : ((heatGiven as number | null) ?? "computed");
  return { ...(Object.fromEntries(fields) as Changes), heat };
}
