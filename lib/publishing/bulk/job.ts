/** An act on more articles than one request may change: done by the worker, in steps, under one number. */
import { z } from "zod";
import { type ArticleFilter, resolvedFilter } from "@/db/admin-filter";
import { exactCount, matchingIds, newestId } from "@/db/admin-list";
import { newAct } from "@/db/audit";
import type { Work } from "../../jobs/kinds";
import { MAX_AT_ONCE, operation } from "./operation";
import { changeMany, type Done, MAX_REFUSALS } from "./run";

const range = z.object({ min: z.number().nullable(), max: z.number().nullable() });
const moment = z.coerce.date().nullable();
const filter = z.object({
  words: z.array(z.object({ text: z.string(), folded: z.array(z.string()), plain: z.array(z.string()) })),
  state: z.enum(["queued", "published", "scheduled", "ended", "unpublished"]).nullable(),
  provider: z.string().nullable(),
  topic: z.string().nullable(),
  type: z.string().nullable(),
  quality: range,
  heat: range,
  from: moment,
  until: moment,
  inStory: z.boolean().nullable(),
  withoutPicture: z.boolean(),
  changedBy: z.number().nullable(),
}) satisfies z.ZodType<ArticleFilter>;

const input = z.object({
  operation,
  target: z.union([z.object({ ids: z.array(z.number()) }), z.object({ filter })]),
});
export type BulkInput = z.input<typeof input>;

/** How far it is, kept after each step for whoever takes it up. */
const kept = z.object({
  act: z.number(),
  upTo: z.number(),
  /** The last id that was looked at. */
  after: z.number(),
  looked: z.number(),
  total: z.number(),
  changed: z.number(),
  same: z.number(),
  refused: z.number(),
  refusals: z.array(z.object({ id: z.number(), title: z.string(), reason: z.string() })),
});
type Kept = z.infer<typeof kept>;

/**
 * What matches when a step is done is changed by it; articles that come after the job began are not looked at. A step
 * that is repeated finds its articles changed already.
 */
export async function runBulkJob({ db, job, by, progress, isStopped, keep }: Work): Promise<Kept> {
  const { operation, target } = input.parse(job.input);
  const resolved = "filter" in target ? await resolvedFilter(db, target.filter) : null;
  const ids = "ids" in target ? [...new Set(target.ids)].sort((a, b) => a - b) : [];
  const before = kept.safeParse(job.report);
  let state = before.success ? before.data : await begun();
  await keep(state);
  await progress(state.looked, state.total);
  while (!(await isStopped())) {
    const now = new Date();
    const step = await next(now);
    if (step.length === 0) break;
    const done = await changeMany(db, operation, { ids: step, by, now, act: state.act });
    state = added(state, done, step);
    await keep(state);
    await progress(state.looked, Math.max(state.total, state.looked));
  }
  return state;

  async function begun(): Promise<Kept> {
    const upTo = await newestId(db);
    const total = resolved ? await exactCount(db, resolved, upTo, new Date()) : ids.length;
    const act = await newAct(db);
    return { act, upTo, after: 0, looked: 0, total, changed: 0, same: 0, refused: 0, refusals: [] };
  }

  async function next(now: Date): Promise<number[]> {
    const { after, upTo } = state;
    if (resolved) return matchingIds(db, resolved, { after, upTo, limit: MAX_AT_ONCE, now });
    return ids.filter((id) => id > after).slice(0, MAX_AT_ONCE);
  }
}

function added(state: Kept, done: Done, step: number[]): Kept {
  return {
    ...state,
    after: step.at(-1) ?? state.upTo,
    looked: state.looked + step.length,
    changed: state.changed + done.changed,
    same: state.same + done.same,
    refused: state.refused + done.refused,
    refusals: [...state.refusals, ...done.refusals].slice(0, MAX_REFUSALS),
  };
}
