/** Makes generated articles, which are all live, as unlike each other as those of a portal that has run for years. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";

const SMALL_PROVIDERS = 2_000;
const SMALL_TOPICS = 400;

/**
 * Adds what queries go astray on: many small providers and topics beside the large ones, articles that wait, were taken
 * down, are to come or have ended, pins, corrections, pictures, files, redirects, gone addresses, a long record and
 * messages. Every row of a table has its like in the others by the number of its article.
 */
export async function spreadArticles(db: Db, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const steps: SQL[] = [
    sql`insert into provider (domain, name) select 'small-' || n || '.example', 'Small ' || n from generate_series(1, ${SMALL_PROVIDERS}::int) n`,
    sql`insert into topic (id, name, parent, position)
        select 'small-' || n, 'Small ' || n, case when n % 4 = 0 then 'Small ' || (n / 4) end, case when n % 2 = 0 then 1000 + n end
          from generate_series(1, ${SMALL_TOPICS}::int) n`,
    sql`create temporary table small on commit drop as
        select row_number() over (order by id) as n, id from provider where domain like 'small-%'`,
    sql`update article set
          state = case when id % 29 = 3 then 'unpublished' when id % 37 = 5 then 'queued' else state end,
          withdrawn = id % 29 = 3 and id % 2 = 0,
          provider_id = case when id % 9 = 1 then (select small.id from small where n = article.id % ${SMALL_PROVIDERS}::int + 1) else provider_id end,
          live_from = case when id % 401 = 7 then ${at} + id % 90 * interval '8 hours'
                           when id % 401 = 8 then ${at} - id % 900 * interval '8 hours' end,
          live_until = case when id % 211 = 9 then ${at} - id % 900 * interval '8 hours'
                            when id % 211 = 10 then ${at} + id % 90 * interval '8 hours' end,
          was_live = id % 37 <> 5,
          updated_at = case when id % 3 = 0 then published_at + interval '2 hours' end,
          correction = case when id % 97 = 0 then 'A number was wrong.' end,
          corrected_at = case when id % 97 = 0 then published_at + interval '1 day' end,
          front_hidden = id % 307 = 0,
          heat_given = case when id % 89 = 0 then heat end,
          created_at = published_at + id % 48 * interval '1 hour',
          changed_at = least(${at}, published_at + id % 100 * interval '1 day'),
          images = case when id % 2 = 0 then json_build_array(json_build_object('url', 'https://pictures.example/' || id % 5000 || '.jpg'))::jsonb else '[]' end`,
    sql`update article set pin_place = chosen.place, pin_until = ${at} + interval '1 day'
          from (select id, row_number() over () as place from article
                 where state = 'published' and not is_coverage and live_from is null and live_until is null
                 order by hot desc offset 40 limit 3) chosen where chosen.id = article.id`,
    sql`delete from article_search where article_id in (select id from article where state <> 'published')`,
    sql`update article_search set provider_id = article.provider_id, live_from = article.live_from, live_until = article.live_until
          from article where article.id = article_id and (article.id % 9 = 1 or article.live_from is not null or article.live_until is not null)`,
    sql`insert into article_topic (article_id, topic_id, position, published_at, published)
        select id, 'small-' || (id % ${SMALL_TOPICS}::int + 1), 9, published_at, state = 'published' from article where id % 7 = 2`,
    sql`insert into article_file (article_id, text, hash) select id, 'title: ' || title, md5(id::text) from article where id % 2 = 0`,
    sql`insert into picture (key, url, state, width, height, available_at, fetched_at)
        select left(encode(sha256(convert_to(url, 'UTF8')), 'hex'), 32), url,
               case when n % 50 = 0 then 'failed' when n % 50 = 1 then 'waiting' else 'ready' end, 1200, 675,
               case when n % 50 = 0 then 'infinity' else now() end, now()
          from (select n, 'https://pictures.example/' || n || '.jpg' as url from generate_series(0, 4999) n) named`,
    sql`insert into slug_redirect (slug, article_id) select 'once-' || id, id from article where id % 20 = 0`,
    sql`insert into gone_slug (slug, at) select 'gone-' || id, ${at} - id % 9000 * interval '1 hour' from article where id % 10 = 0`,
    sql`insert into topic_redirect (id, topic_id) select 'once-' || id, id from topic where id like 'small-%'`,
    sql`insert into provider_redirect (domain, provider_id) select 'once-' || domain, id from provider where domain like 'small-%'`,
    sql`insert into audit_event (at, actor, action, subject, subject_id, before, after)
        select case when id % 10 = 0 then ${at} - id % 9000 * interval '1 hour' else changed_at end, 'day@desk.example',
               case when id % 10 = 0 then 'delete' else 'publish' end, 'article', id::text,
               json_build_object('slug', 'gone-' || id)::jsonb, json_build_object('state', 'published', 'heat', heat)::jsonb
          from article`,
    sql`insert into webhook (url, secret, events) values ('https://hooks.example/', 'x', '[]')`,
    sql`insert into webhook_delivery (webhook_id, event, article_id, body, available_at, ended_at)
        select webhook.id, 'article.published', article.id, '{}', case when article.id % 500 = 0 then ${at} end, ${at}
          from webhook, article where article.id % 5 = 0`,
    sql`insert into outbox (article_id, created_at) select id, ${at} from article where id % 200 = 0`,
    sql`insert into told_article (article_id, slug, live, version) select id, coalesce(slug, ''), true, 1 from article`,
    sql`insert into search_log (query, day, searches, nothing)
        select 'query ' || id, (${at} - id % 90 * interval '1 day')::date, 1, 0 from article where id % 4 = 0`,
  ];
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local synchronous_commit = off`);
    for (const step of steps) await tx.execute(step);
  });
  // As autovacuum leaves them: with statistics, and with what index-only scans need.
  await db.execute(sql`vacuum (analyze)`);
}
