/** What always holds of the rows, as queries for those of which it does not. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article } from "./schema";
import { FOLLOWED_TO } from "./stories-scheduled";

/** How many are named. */
const EXAMPLES = 5;

/** `rows` selects the ids, as `id`, of what breaks the rule, where it depends on schedules at a moment. */
type Invariant = { rule: string; rows: SQL | ((now: Date) => SQL) };

// Ties are decided as the program does it: by milliseconds.
const LEAD_FIRST = sql`lead_given desc, quality desc nulls last, date_trunc('milliseconds', published_at), id`;
const MAX_HEAT = 2_147_483_647;

/** Its schedule began or ended so lately that its story was not settled since. */
const isDue = (now: Date): SQL => {
  const isNew = (at: SQL) =>
    sql`coalesce(${at} > ${FOLLOWED_TO} and ${at} <= ${now.toISOString()}::timestamptz, false)`;
  return sql`(state = 'published' and (${isNew(sql`live_from`)} or ${isNew(sql`live_until`)}))`;
};

export const INVARIANTS: Invariant[] = [
  {
    rule: "a story has two articles or more",
    rows: sql`select story.id from story where (select count(*) from (select 1 from article where story_id = story.id limit 2) own) < 2`,
  },
  {
    rule: "a story has at most one lead",
    rows: sql`select story_id as id from article where story_id is not null and not is_coverage group by story_id having count(*) > 1`,
  },
  {
    rule: "the lead of a story is the chosen or the best of its live articles, or of its published ones where none is live",
    rows: (now) => sql`select id from (
        select ${article.id}, is_coverage, state = 'published' as is_published,
               row_number() over (partition by story_id order by ${liveCondition(now)} desc, state = 'published' desc, ${LEAD_FIRST}) as place,
               bool_or(${isDue(now)}) over (partition by story_id) as is_due
          from article where story_id is not null) member
       where is_coverage = (is_published and place = 1) and not is_due`,
  },
  {
    rule: "at most one lead of a story is chosen",
    rows: sql`select story_id as id from article where story_id is not null and lead_given group by story_id having count(*) > 1`,
  },
  {
    rule: "an article in no story is nobody's coverage, and not chosen to lead",
    rows: sql`select id from article where story_id is null and (is_coverage or lead_given)`,
  },
  {
    rule: "heat is as the rule says, unless it was set by hand",
    rows: sql`select id from (
        select id, heat, heat_given, story_id, is_coverage, quality,
               case when story_id is null then 1 else count(*) over (partition by story_id) end as members
          from article) member
       where heat is distinct from coalesce(heat_given, case
               when members = 1 then quality
               when is_coverage then -1
               else least(quality::bigint + 10 * (members - 1), ${MAX_HEAT}::bigint)::int end)`,
  },
  {
    rule: "hot is what heat and age make it",
    rows: sql`select id from article
       where abs(hot - (log(greatest(coalesce(heat, 1), 1)::double precision) + extract(epoch from published_at)::double precision / 200000)) > 1e-9`,
  },
  {
    rule: "what is published has an address",
    rows: sql`select id from article where state = 'published' and slug is null`,
  },
  {
    rule: "topics know when their articles were published, and whether they are",
    rows: sql`select article.id from article_topic join article on article.id = article_topic.article_id
       where article_topic.published_at <> article.published_at or published <> (state = 'published')`,
  },
  {
    rule: "exactly the published articles can be searched",
    rows: sql`select coalesce(article.id, article_id) as id
        from (select id from article where state = 'published') article full join article_search on article_id = article.id
       where article.id is null or article_id is null`,
  },
  {
    rule: "search knows articles as they are",
    rows: sql`select article.id from article_search found join article on article.id = found.article_id
       where (found.published_at, found.live_from, found.live_until, found.provider_id, found.type, found.story_id, found.quality, found.heat)
             is distinct from
             (article.published_at, article.live_from, article.live_until, article.provider_id, article.type, article.story_id, article.quality, coalesce(article.heat, 0))
          or abs(found.hot - article.hot) > 1e-9`,
  },
  {
    rule: "no redirect stands before an article's address",
    rows: sql`select article.id from slug_redirect join article on article.slug = slug_redirect.slug`,
  },
  {
    rule: "no article has the address of one that was deleted",
    rows: sql`select article.id from gone_slug join article on article.slug = gone_slug.slug`,
  },
  {
    rule: "a topic's or a provider's former name is nobody's",
    rows: sql`select 0 as id from topic_redirect join topic on topic.id = topic_redirect.id
      union all select provider.id from provider_redirect join provider on provider.domain = provider_redirect.domain`,
  },
  {
    rule: "articles that are apart are two",
    rows: sql`select article_id as id from story_apart where article_id >= other_id`,
  },
];

export type Broken = { rule: string; count: number; examples: number[] };

/** The rules that rows break at `now`, each with how many and with the ids of a few. */
export async function brokenInvariants(db: Db, now: Date): Promise<Broken[]> {
  const broken: Broken[] = [];
  // As of one moment: what others change meanwhile breaks nothing.
  await db.transaction(
    async (tx) => {
      for (const { rule, rows } of INVARIANTS) {
        const [row] = await tx.execute<{ count: number; examples: number[] }>(sql`
          select count(*)::int as count, coalesce(json_agg(id) filter (where place <= ${EXAMPLES}), '[]') as examples
            from (select id::float8 as id, row_number() over (order by id) as place from (${typeof rows === "function" ? rows(now) : rows}) rows) broken`);
        if (row && row.count > 0) broken.push({ rule, ...row });
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  return broken;
}
