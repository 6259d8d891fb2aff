/** Stories and their members, as writing needs them. */
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { article, story } from "./schema";

/** Members of these stories, locked. */
export async function storyMembers(tx: Db, storyIds: number[]) {
  if (storyIds.length === 0) return [];
  return tx
    .select({
      id: article.id,
      storyId: sql<number>`${article.storyId}::float8`,
      state: article.state,
      quality: article.quality,
      publishedAt: article.publishedAt,
      heat: article.heat,
      heatGiven: article.heatGiven,
      isCoverage: article.isCoverage,
      leadGiven: article.leadGiven,
      liveFrom: article.liveFrom,
      liveUntil: article.liveUntil,
    })
    .from(article)
    .where(inArray(article.storyId, storyIds))
    .orderBy(asc(article.id))
    .for("update");
}

/** Writes what stories made of their members. The version stays: nobody edited these articles. */
export async function writeSettled(
  tx: Db,
  rows: { id: number; isCoverage: boolean; heat: number | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update article set is_coverage = given."isCoverage", heat = given.heat, changed_at = now()
      from json_to_recordset(${JSON.stringify(rows)}::json) as given(id bigint, "isCoverage" boolean, heat integer)
     where article.id = given.id`);
}

/** Sets by hand, or gives back to the rule, what heat articles have; the heat itself is settled afterwards. */
export async function writeHeatGiven(tx: Db, rows: { id: number; heatGiven: number | null }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update article set heat_given = given."heatGiven"
      from json_to_recordset(${JSON.stringify(rows)}::json) as given(id bigint, "heatGiven" integer)
     where article.id = given.id`);
}

/** Articles of these stories that editors chose to lead, each with its story. */
export async function chosenLeads(db: Db, storyIds: number[]): Promise<{ id: number; storyId: number | null }[]> {
  if (storyIds.length === 0) return [];
  return db
    .select({ id: article.id, storyId: article.storyId })
    .from(article)
    .where(sql`${inArray(article.storyId, storyIds)} and ${article.leadGiven}`);
}

/** Notes that an editor chose these to lead their stories. */
export async function writeLeadGiven(tx: Db, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.update(article).set({ leadGiven: true }).where(inArray(article.id, ids));
}

export async function openStories(tx: Db, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.execute<{ id: number }>(
    sql`insert into story (edited) select false from generate_series(1, ${count}::int) returning id::float8 as id`,
  );
  return rows.map(({ id }) => id);
}

/** Any number, as long as it stands for this alone: `stor` in ASCII. */
const MEMBERSHIP_LOCK = 0x73746f72;

/** Lets one editor at a time change who belongs to which story, until `tx` ends: two who merge the same would deadlock. */
export async function lockMembership(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MEMBERSHIP_LOCK})`);
}

/** Makes stories of these ids that there are none of (any more), so that members can be given back to them. */
export async function ensureStories(tx: Db, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    insert into story (id, edited) overriding system value
    select distinct id, true from json_array_elements_text(${JSON.stringify(ids)}::json) given(text), cast(text as bigint) id
    on conflict do nothing`);
}

/** Notes that an editor changed who belongs to these stories. */
export async function markStoriesEdited(tx: Db, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.update(story).set({ edited: true }).where(inArray(story.id, ids));
}

/** Puts articles into stories, or with null out of theirs. */
export async function moveToStories(tx: Db, moves: { id: number; storyId: number | null }[]): Promise<void> {
  if (moves.length === 0) return;
  await tx.execute(sql`
    update article set story_id = given."storyId"
      from json_to_recordset(${JSON.stringify(moves)}::json) as given(id bigint, "storyId" bigint)
     where article.id = given.id`);
}

/** Makes all members of `from` members of `into`, which counts as edited if either was. */
export async function mergeStories(tx: Db, into: number, from: number[]): Promise<void> {
  if (from.length === 0) return;
  await tx.update(article).set({ storyId: into }).where(inArray(article.storyId, from));
  await tx
    .update(story)
    .set({
      edited: sql`${story.edited} or exists (select 1 from story other where other.id in ${from} and other.edited)`,
    })
    .where(eq(story.id, into));
  await tx.delete(story).where(inArray(story.id, from));
}

/** Removes stories; their members are alone again. */
export async function closeStories(tx: Db, storyIds: number[]): Promise<void> {
  if (storyIds.length === 0) return;
  await tx.update(article).set({ storyId: null, leadGiven: false }).where(inArray(article.storyId, storyIds));
  await tx.delete(story).where(inArray(story.id, storyIds));
}

/** Those of these stories that editors made what they are. */
export async function editedStories(db: Db, storyIds: number[]): Promise<Set<number>> {
  if (storyIds.length === 0) return new Set();
  const rows = await db
    .select({ id: story.id })
    .from(story)
    .where(sql`${inArray(story.id, storyIds)} and ${story.edited}`);
  return new Set(rows.map(({ id }) => id));
}

/** Gives articles that are in no story the heat of an article alone; one set by hand that equals it follows the rule. */
export async function settleAlone(tx: Db, articleIds: number[]): Promise<void> {
  if (articleIds.length === 0) return;
  await tx
    .update(article)
    .set({
      isCoverage: false,
      heat: sql`coalesce(${article.heatGiven}, ${article.quality})`,
      heatGiven: sql`nullif(${article.heatGiven}, ${article.quality})`,
      changedAt: sql`now()`,
    })
    .where(inArray(article.id, articleIds));
}
