/** What the forms about webhooks send. */
import { z } from "zod";
import { ARTICLE_EVENTS, type ArticleEvent } from "@/lib/push/events";

const MAX_URL_LENGTH = 2_000;

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const ticked = z.string().optional();
/** A box for each event, by its name. */
const boxes = Object.fromEntries(ARTICLE_EVENTS.map((event) => [event, ticked])) as Record<ArticleEvent, typeof ticked>;

const form = z.object({
  url: z.string().max(MAX_URL_LENGTH, `At most ${MAX_URL_LENGTH.toLocaleString("en")} characters.`),
  ...boxes,
});
const eventsOf = (given: Partial<Record<ArticleEvent, string>>) =>
  ARTICLE_EVENTS.filter((event) => given[event] !== undefined);
const hasEvents = (given: Partial<Record<ArticleEvent, string>>) => eventsOf(given).length > 0;
const NONE = { path: ["events"], message: "Choose at least one." };

export const webhookForm = form
  .refine(hasEvents, NONE)
  .transform(({ url, ...given }) => ({ url, events: eventsOf(given) }));

export const webhookEdit = form
  .extend({ id })
  .refine(hasEvents, NONE)
  .transform(({ id, url, ...given }) => ({ id, url, events: eventsOf(given) }));

export const webhookAct = z.object({ id, act: z.enum(["test", "on", "off", "rotate", "remove"]) });

export const resendForm = z.object({ id, delivery: id });
