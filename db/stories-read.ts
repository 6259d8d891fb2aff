/** Stories as the newsroom sees them. */
import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { ARTICLE_STATES } from "./admin-articles";
import type { Db } from "./client";
import { type ArticleState, article, provider, story } from "./schema";

export const STORY_FILTERS = ["edited", "unled", "queued"] as const;
export type StoryFilter = {
  /** `edited`: by an editor; `unled`: nothing of it is published; `queued`: a member waits to be judged. */
  only: (typeof STORY_FILTERS)[number] | null;
  /** Of one member's title, all of them. */
  words: string[];
};

const shown = {
  id: article.id,
  storyId: article.storyId,
  slug: article.slug,
  state: article.state,
  title: article.title,
  excerpt: article.excerpt,
  providerId: article.providerId,
  provider: provider.name,
  publishedAt: article.publishedAt,
  quality: article.quality,
  heat: article.heat,
  heatGiven: article.heatGiven,
  isCoverage: article.isCoverage,
  leadGiven: article.leadGiven,
  withdrawn: article.withdrawn,
  liveFrom: article.liveFrom,
  liveUntil: article.liveUntil,
  webUrl: article.webUrl,
  originalUrl: article.originalUrl,
};

const members = (db: Db) =>
  db.select(shown).from(article).innerJoin(provider, eq(provider.id, article.providerId)).$dynamic();

export type StoryArticle = Awaited<ReturnType<typeof members>>[number];
export type ListedStory = {
  id: number;
  edited: boolean;
  /** Its newest article, which is its place in the list. */
  newestId: number;
  size: number;
  /** The lead first, then newest first; of long stories the first few. */
  members: StoryArticle[];
};

/**
 * A page of stories, those with the newest article first, after that whose newest article is `after`. One more than
 * `limit` when there are older ones.
 */
export async function storyPage(
  db: Db,
  { only, words }: StoryFilter,
  { after, limit, membersEach }: { after: number | null; limit: number; membersEach: number },
): Promise<ListedStory[]> {
  const older = after === null ? undefined : isOlderThan(after);
  const newestOf = (state: ArticleState) =>
    db
      .select({ id: article.id, storyId: article.storyId, publishedAt: article.publishedAt })
      .from(article)
      .where(
        and(eq(article.state, state), isNotNull(article.storyId), IS_NEWEST, filters(only), withWords(words), older),
      )
      .orderBy(desc(article.publishedAt), desc(article.id))
      .limit(limit + 1);
  const newest = ARTICLE_STATES.map(newestOf) as [ReturnType<typeof newestOf>, ReturnType<typeof newestOf>];
  // State by state, since that is how articles are indexed.
  const page = await unionAll(...newest)
    .orderBy(sql`3 desc, 1 desc`)
    .limit(limit + 1);
  const all = await membersOf(
    db,
    page.flatMap(({ storyId }) => storyId ?? []),
    membersEach,
  );
  return page.flatMap(({ id, storyId }) => {
    const found = all.get(storyId ?? 0);
    return found ? [{ id: storyId as number, newestId: id, ...found }] : [];
  });
}

const alias = (name: string) => sql.raw(name);
const other = alias("other");

/** No other member is newer. */
const IS_NEWEST = sql`not exists (select 1 from article ${other} where ${other}.story_id = ${article.storyId}
  and (${other}.published_at, ${other}.id) > (${article.publishedAt}, ${article.id}))`;

const someMember = (is: SQL) =>
  sql`exists (select 1 from article ${other} where ${other}.story_id = ${article.storyId} and ${is})`;

function filters(only: StoryFilter["only"]): SQL | undefined {
  if (only === "edited") return sql`exists (select 1 from story where story.id = ${article.storyId} and story.edited)`;
  if (only === "unled") return sql`not ${someMember(sql`${other}.state = 'published'`)}`;
  if (only === "queued") return someMember(sql`${other}.state = 'queued'`);
  return undefined;
}

function withWords(words: string[]): SQL | undefined {
  if (words.length === 0) return undefined;
  return someMember(
    sql.join(
      words.map((word) => titleHas(sql`${other}.title`, word)),
      sql` and `,
    ),
  );
}

/** Titles may hold `&` as it stands or as an entity. */
function titleHas(title: SQL, word: string): SQL {
  return sql`(${title} ilike ${likePattern(word)} or ${title} ilike ${likePattern(word.replaceAll("&", "&amp;"))})`;
}

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

// By the row itself rather than by values in the address, which would lose microseconds.
const isOlderThan = (id: number): SQL =>
  sql`(${article.publishedAt}, ${article.id}) < (select published_at, id from article where id = ${id})`;

/** Members of these stories by story: the lead first, then newest first, at most `each`, and how many there are. */
async function membersOf(
  db: Db,
  storyIds: number[],
  each: number,
): Promise<Map<number, { size: number; edited: boolean; members: StoryArticle[] }>> {
  if (storyIds.length === 0) return new Map();
  const ranked = db
    .select({
      id: sql<number>`${article.id}`.as("ranked_id"),
      place:
        sql<number>`row_number() over (partition by ${article.storyId} order by ${article.isCoverage}, ${article.publishedAt} desc, ${article.id} desc)`.as(
          "place",
        ),
      size: sql<number>`(count(*) over (partition by ${article.storyId}))::int`.as("size"),
    })
    .from(article)
    .where(inArray(article.storyId, storyIds))
    .as("ranked");
  const rows = await db
    .select({ ...shown, size: ranked.size, edited: story.edited })
    .from(ranked)
    .innerJoin(article, eq(article.id, ranked.id))
    .innerJoin(provider, eq(provider.id, article.providerId))
    .innerJoin(story, eq(story.id, article.storyId))
    .where(sql`${ranked.place} <= ${each}`)
    .orderBy(asc(ranked.place));
  const stories = new Map<number, { size: number; edited: boolean; members: StoryArticle[] }>();
  for (const { size, edited, ...member } of rows) {
    const known = stories.get(member.storyId as number);
    if (known) known.members.push(member);
    else stories.set(member.storyId as number, { size, edited, members: [member] });
  }
  return stories;
}

/** One story with all its members: the lead first, then newest first; null where there is none (any more). */
export async function storyToEdit(
  db: Db,
  id: number,
): Promise<{ id: number; edited: boolean; members: StoryArticle[] } | null> {
  const found = (await membersOf(db, [id], Number.MAX_SAFE_INTEGER)).get(id);
  return found ? { id, edited: found.edited, members: found.members } : null;
}

/** Articles by id, with all members of their stories. */
export async function articlesWithStories(db: Db, ids: number[]): Promise<StoryArticle[]> {
  if (ids.length === 0) return [];
  // Two index scans: with `or` Postgres would look at every article.
  const all = sql`(
    select id from article where id in ${ids}
     union
    select other.id from article own join article other on other.story_id = own.story_id where own.id in ${ids})`;
  return members(db).where(sql`${article.id} in ${all}`).orderBy(desc(article.publishedAt), desc(article.id));
}

/** The newest articles of these states that nobody withdrew, from a moment on. */
export async function recentArticles(
  db: Db,
  states: ArticleState[],
  { since, limit }: { since: Date; limit: number },
): Promise<StoryArticle[]> {
  const newest = await Promise.all(
    states.map((state) =>
      members(db)
        .where(
          and(
            eq(article.state, state),
            sql`${article.publishedAt} >= ${since.toISOString()}::timestamptz`,
            sql`not ${article.withdrawn}`,
          ),
        )
        .orderBy(desc(article.publishedAt), desc(article.id))
        .limit(limit),
    ),
  );
  return newest
    .flat()
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id)
    .slice(0, limit);
}

/** Articles whose titles have all of these words, newest first, in any state. */
export async function articlesByTitle(db: Db, words: string[], limit: number): Promise<StoryArticle[]> {
  const found = await Promise.all(
    ARTICLE_STATES.map((state) =>
      members(db)
        .where(and(eq(article.state, state), ...words.map((word) => titleHas(sql`${article.title}`, word))))
        .orderBy(desc(article.publishedAt), desc(article.id))
        .limit(limit),
    ),
  );
  return found
    .flat()
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id)
    .slice(0, limit);
}

/**
 * Published articles, not ended, whose documents match a tsquery, from one moment until another, newest first. Ask by words that are
 * rare: the index finds all that match before the days are looked at.
 */
export async function publishedWithWords(
  db: Db,
  tsquery: string,
  { from, until, limit, now }: { from: Date; until: Date; limit: number; now: Date },
): Promise<StoryArticle[]> {
  const ids = await db.execute<{ id: number }>(sql`
    select article_id::float8 as id from article_search
     where document @@ ${tsquery}::tsquery
       and (live_until is null or live_until > ${now.toISOString()}::timestamptz)
       and published_at between ${from.toISOString()}::timestamptz and ${until.toISOString()}::timestamptz
     order by published_at desc, article_id desc limit ${limit}`);
  if (ids.length === 0) return [];
  return members(db)
    .where(
      inArray(
        article.id,
        ids.map(({ id }) => id),
      ),
    )
    .orderBy(desc(article.publishedAt), desc(article.id));
}
