/** What is known of outside search engines: written by the worker, read by whoever searches or looks. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article } from "./schema";

export type Drift = { missing: number; extra: number; stale: number; checkedAt: string };
export type TargetState = {
  /** `ready`: what it answers is true. `building`: it has no index yet. `behind`: it catches up. `away`: no answer. */
  status: "ready" | "building" | "behind" | "away";
  /** Why, for operators. */
  detail: string | null;
  documents: number | null;
  /** ISO 8601 */
  checkedAt: string;
  drift: Drift | null;
  rebuild: { done: number; total: number; startedAt: string } | null;
  /** How its last rebuild ended, when it failed. */
  rebuildFailed: string | null;
  /** Which form its documents have; another one needs a rebuild. */
  form: string | null;
  /** It missed changes that another target has got: compare before it answers. */
  missed: boolean;
  /** Somebody asked for a rebuild. */
  rebuildRequested: boolean;
};

export async function targetStates(db: Db): Promise<Map<string, Partial<TargetState>>> {
  const rows = await db.execute<{ target: string; state: Partial<TargetState> }>(
    sql`select target, state from search_target`,
  );
  return new Map(rows.map(({ target, state }) => [target, state]));
}

export type Ready = { status: TargetState["status"]; documents: number };

/**
 * The states, and how long the oldest change has waited to be told, in ms: one cheap read for each search. Targets whose
 * documents have another form are not ready, even if their keeper does not know yet.
 */
export async function readiness(db: Db, form: string): Promise<{ targets: Map<string, Ready>; waitingMs: number }> {
  const rows = await db.execute<Partial<Ready> & { target: string | null; waitingMs: number }>(sql`
    select target, waiting."waitingMs", coalesce((state->>'documents')::float8, 0) as documents,
           case when state->>'form' = ${form} then state->>'status' else 'building' end as status
      from (select coalesce(extract(epoch from now() - min(created_at)) * 1000, 0)::float8 as "waitingMs"
              from outbox where parked_at is null and attempts = 0) waiting
      left join search_target on true`);
  const targets = rows.flatMap(({ target, status, documents = 0 }) =>
    target && status ? [[target, { status, documents }] as const] : [],
  );
  return { targets: new Map(targets), waitingMs: rows[0]?.waitingMs ?? 0 };
}

/** Writes these parts of a target's state; the others stay. */
export async function putTargetState(db: Db, target: string, state: Partial<TargetState>): Promise<void> {
  await db.execute(sql`
    insert into search_target (target, state) values (${target}, ${JSON.stringify(state)}::text::jsonb)
    on conflict (target) do update set state = search_target.state || excluded.state, changed_at = now()`);
}

/** Forgets engines that are not used any more, and rebuilds under way: whoever ran them is gone. */
export async function keepTargets(db: Db, targets: string[]): Promise<void> {
  await db.execute(
    sql`update search_target set state = state || '{"rebuild": null}' where state->>'rebuild' is not null`,
  );
  await db.execute(sql`delete from search_target where not (target = any(${sql.param(targets)}::text[]))`);
}

export async function countLive(db: Db, now: Date): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${article} where ${liveCondition(now)}`,
  );
  return row?.count ?? 0;
}

/** Ids of about `size` live articles, from all over the table, cheaply: neighbours of random ids. */
export async function sampleOfLive(db: Db, size: number, now: Date): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select distinct found.id::float8 as id
      from (select floor(random() * (select coalesce(max(id), 0) + 1 from article))::bigint as at
              from generate_series(1, ${size}::int)) picked
     cross join lateral (
       select ${article.id} from ${article} where ${article.id} >= picked.at and ${liveCondition(now)} order by ${article.id} limit 1
     ) found`);
  return rows.map(({ id }) => id);
}
