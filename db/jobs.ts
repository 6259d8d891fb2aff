/** Work that takes longer than a request, and how far it is. */
import { and, asc, desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Actor } from "./audit";
import type { Connection, Db } from "./client";
import { job } from "./schema";

export type Job = typeof job.$inferSelect;
export type JobEnd = { state: "done" | "failed" | "stopped"; report: Record<string, unknown> };

const OPEN = ["waiting", "running"] as const;

export async function insertJob(
  tx: Db,
  { kind, input, by }: { kind: string; input: Record<string, unknown>; by: Actor },
): Promise<number> {
  const [row] = await tx.insert(job).values({ kind, input, userId: by.id, actor: by.name }).returning({ id: job.id });
  if (!row) throw new Error("No job was written.");
  return row.id;
}

export async function jobById(db: Db, id: number): Promise<Job | null> {
  const [row] = await db.select().from(job).where(eq(job.id, id));
  return row ?? null;
}

/** The newest of these kinds, newest first. */
export async function recentJobs(db: Db, kinds: string[], limit: number): Promise<Job[]> {
  return db.select().from(job).where(inArray(job.kind, kinds)).orderBy(desc(job.id)).limit(limit);
}

/** Jobs that are not ended, oldest first. */
export async function openJobs(db: Db, limit: number): Promise<Job[]> {
  return db
    .select()
    .from(job)
    .where(inArray(job.state, [...OPEN]))
    .orderBy(asc(job.id))
    .limit(limit);
}

/** Notes that somebody works on it now. The job as it is then; null when it has ended meanwhile. */
export async function startOpenJob(db: Db, id: number): Promise<Job | null> {
  const [row] = await db
    .update(job)
    .set({ state: "running", startedAt: sql`coalesce(${job.startedAt}, now())` })
    .where(and(eq(job.id, id), inArray(job.state, [...OPEN])))
    .returning();
  return row ?? null;
}

export async function putProgress(db: Db, id: number, done: number, total: number | null): Promise<void> {
  await db.update(job).set({ done, total }).where(eq(job.id, id));
}

/** What the job is to know of itself when it is taken up again after its worker died. */
export async function putReport(db: Db, id: number, report: Record<string, unknown>): Promise<void> {
  await db.update(job).set({ report }).where(eq(job.id, id));
}

export async function endJob(db: Db, id: number, { state, report }: JobEnd): Promise<void> {
  await db.update(job).set({ state, report, endedAt: sql`now()` }).where(eq(job.id, id));
}

/** False: it has ended, or was asked before. */
export async function askToStop(db: Db, id: number): Promise<boolean> {
  const open = and(eq(job.id, id), inArray(job.state, [...OPEN]), eq(job.stopAsked, false));
  return (await db.update(job).set({ stopAsked: true }).where(open).returning({ id: job.id })).length > 0;
}

/** Asks all open jobs of a person to stop, those of the kinds in `except` excepted. */
export async function askToStopOf(tx: Db, userId: number, except: readonly string[] = []): Promise<void> {
  await tx
    .update(job)
    .set({ stopAsked: true })
    .where(and(eq(job.userId, userId), inArray(job.state, [...OPEN]), notInArray(job.kind, [...except])));
}

export async function isStopAsked(db: Db, id: number): Promise<boolean> {
  return (await jobById(db, id))?.stopAsked ?? true;
}

/** Any number, as long as it stands for this alone: `jobs` in ASCII. */
const JOB_LOCK = 0x6a6f6273;

/** Locks of jobs for as long as this connection lives: what a worker that dies leaves behind, others take up. */
export function jobLocks(sql: ReturnType<Connection["single"]>) {
  return {
    /** Whether it is ours now; nobody else works on it then. */
    async take(id: number): Promise<boolean> {
      const [row] = await sql`select pg_try_advisory_lock(${JOB_LOCK}, ${id % 2_147_483_647}::int) as taken`;
      return row?.taken === true;
    },
    async release(id: number): Promise<void> {
      await sql`select pg_advisory_unlock(${JOB_LOCK}, ${id % 2_147_483_647}::int)`;
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
