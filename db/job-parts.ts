/** What a job was given or made, such as an archive: in parts, so that no statement and no memory holds all of it. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Db } from "./client";
import { jobPart } from "./schema";

/** Adds a part at the end. `made`: by the job, rather than given to it. */
export async function addJobPart(db: Db, jobId: number, made: boolean, bytes: Uint8Array): Promise<void> {
  await db.execute(sql`
    insert into job_part (job_id, made, place, bytes)
    select ${jobId}, ${made}, coalesce(max(place), 0) + 1, ${Buffer.from(bytes)}::bytea
      from job_part where job_id = ${jobId} and made = ${made}`);
}

/** All parts in order, one at a time. */
export async function* jobParts(db: Db, jobId: number, made: boolean): AsyncGenerator<Buffer> {
  for (let last = 0; ; ) {
    const [part] = await db
      .select({ place: jobPart.place, bytes: jobPart.bytes })
      .from(jobPart)
      .where(and(eq(jobPart.jobId, jobId), eq(jobPart.made, made), gt(jobPart.place, last)))
      .orderBy(asc(jobPart.place))
      .limit(1);
    if (!part) return;
    yield part.bytes;
    last = part.place;
  }
}

export async function removeJobParts(db: Db, jobId: number, made: boolean): Promise<void> {
  await db.delete(jobPart).where(and(eq(jobPart.jobId, jobId), eq(jobPart.made, made)));
}

/** Forgets what ended jobs were given, and what those that ended before `madeUntil` made. */
export async function removeOldJobParts(db: Db, madeUntil: Date): Promise<void> {
  await db.execute(sql`
    delete from job_part using job
     where job.id = job_part.job_id and job.ended_at is not null
       and (not job_part.made or job.ended_at < ${madeUntil.toISOString()}::timestamptz)`);
}
