/** The queue's filter as its address says it. */
import { z } from "zod";
import { urls } from "../urls";
import { AGES, ORDERS, type QueueFilter, SCORES } from "./types";

const MAX_VALUE_LENGTH = 300;
const value = z
  .string()
  .trim()
  .min(1)
  .max(MAX_VALUE_LENGTH)
  .refine((text) => !text.includes("\0"));

// Whatever is not understood is left out: a queue is always shown.
const parameters = z.object({
  order: z.enum(ORDERS).catch("oldest"),
  provider: value.nullable().catch(null),
  topic: value.nullable().catch(null),
  age: z.enum(AGES).nullable().catch(null),
  score: z.enum(SCORES).nullable().catch(null),
});

/** The filter in an address. */
export function queueFilter(given: Record<string, string | string[] | undefined>): QueueFilter {
  return parameters.parse(given);
}

/** The queue's address with some of the filter set to others. */
export function queuePath(filter: QueueFilter, change: Partial<QueueFilter> = {}): string {
  const { order, ...rest } = { ...filter, ...change };
  const query = new URLSearchParams(Object.entries(rest).flatMap(([name, text]) => (text ? [[name, text]] : [])));
  if (order !== "oldest") query.set("order", order);
  return query.size > 0 ? `${urls.admin.queue}?${query}` : urls.admin.queue;
}

export const isFiltered = ({ provider, topic, age, score }: QueueFilter) =>
  [provider, topic, age, score].some((one) => one !== null);
