/** Pictures that articles and providers name: which there are to fetch, and what came of it. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";

/** The same as `pictureKey` of lib/pictures/key.ts. */
const keyOf = (url: SQL) => sql`left(encode(sha256(convert_to(${url}, 'UTF8')), 'hex'), 32)`;
/** The address of the picture that an editor chose to stand for a provider. */
const chosenLogoOf = (images: SQL) => sql`jsonb_path_query_first(${images}, '$[*] ? (@.logo == true)') ->> 'url'`;

/** What is known of an article's first picture, as a column: {@link PictureFacts} or null. */
export const leadPictureFacts = sql`(select json_build_object('state', picture.state, 'color', picture.color,
  'width', picture.width, 'height', picture.height) from picture
   where picture.key = ${keyOf(sql`article.images -> 0 ->> 'url'`)})`;
/** Whether the logo that stands for a provider is there, by its pictures, as a column. */
export const isLogoReadyOf = (images: SQL) => sql`coalesce((select picture.state = 'ready' from picture
   where picture.key = ${keyOf(chosenLogoOf(images))}), false)`;
export const isLogoReady = isLogoReadyOf(sql`provider.images`);

export type PictureState = "waiting" | "ready" | "failed";
export type PictureFacts = {
  state: PictureState;
  color: string | null;
  width: number | null;
  height: number | null;
};

/** Notes what these articles show: their first picture, and their provider's logo. */
export async function nameArticlePictures(tx: Db, articleIds: number[]): Promise<void> {
  if (articleIds.length === 0) return;
  const ids = sql`(select json_array_elements_text(${JSON.stringify(articleIds)}::json)::bigint)`;
  await name(
    tx,
    sql`
    select images -> 0 ->> 'url' as url from article where id in ${ids}
    union select ${chosenLogoOf(sql`provider.images`)} from provider
     where id in (select provider_id from article where id in ${ids})`,
  );
}

/** Notes the logo that stands for a provider. */
export async function nameProviderPicture(tx: Db, providerId: number): Promise<void> {
  await name(tx, sql`select ${chosenLogoOf(sql`provider.images`)} as url from provider where id = ${providerId}`);
}

/** Notes a picture. */
export async function namePicture(tx: Db, url: string): Promise<void> {
  await name(tx, sql`select ${url}::text as url`);
}

/** Always in the same order, so that no two transactions wait for each other. */
async function name(tx: Db, addresses: SQL): Promise<void> {
  await tx.execute(sql`
    insert into picture (key, url)
    select ${keyOf(sql`url`)} as key, url from (${addresses}) named where url ~* '^https?://' order by key
    on conflict (key) do nothing`);
}

/** Notes what articles show whose id is above `after`, up to `limit` of them. Gives the last id; null: there are none. */
export async function namePicturesAfter(db: Db, after: number, limit: number): Promise<number | null> {
  const rows = await db.execute<{ id: number }>(
    sql`select id::float8 as id from article where id > ${after} order by article.id limit ${limit}`,
  );
  await nameArticlePictures(
    db,
    rows.map(({ id }) => id),
  );
  return rows.at(-1)?.id ?? null;
}

export type PictureRow = { id: number; key: string; url: string; attempts: number };

/** `isDue`: it may be fetched now. `hasFailed`: the last try came to nothing. */
export type KnownPicture = PictureRow & { state: PictureState; isDue: boolean; hasFailed: boolean };

/** A picture by its key. */
export async function pictureByKey(db: Db, key: string): Promise<KnownPicture | null> {
  const [row] = await db.execute<KnownPicture>(sql`
    select id::float8 as id, key, url, attempts, state, (attempts = 0 or available_at <= now()) as "isDue",
           error is not null as "hasFailed"
      from picture where key = ${key}`);
  return row ?? null;
}

/** Nobody else takes a picture for so long after it was taken. */
const TAKEN_FOR = sql`interval '1 minute'`;

/**
 * Takes pictures that wait to be fetched, those named last first.
 * @param onlyNew leaves those alone that were named more than an hour ago
 */
export async function takePictures(db: Db, limit: number, { onlyNew }: { onlyNew: boolean }): Promise<PictureRow[]> {
  // None is due before it was named, so of many that wait not all are looked at.
  const isWanted = onlyNew
    ? sql`created_at > now() - interval '1 hour' and available_at > now() - interval '1 hour'`
    : sql`true`;
  return db.execute<PictureRow>(sql`
    update picture set attempts = attempts + 1, available_at = now() + ${TAKEN_FOR}
     where id in (select id from picture where state <> 'ready' and available_at <= now() and ${isWanted}
                   order by available_at desc, id desc limit ${limit} for update skip locked)
     returning id::float8 as id, key, url, attempts`);
}

/** Takes this picture, if it waits and nobody else is at it. */
export async function takePicture(db: Db, key: string): Promise<PictureRow | null> {
  const [row] = await db.execute<PictureRow>(sql`
    update picture set attempts = attempts + 1, available_at = now() + ${TAKEN_FOR}
     where key = ${key} and state = 'waiting' and (attempts = 0 or available_at <= now())
     returning id::float8 as id, key, url, attempts`);
  return row ?? null;
}

/** Whether the logo that stands for this provider is there. */
export async function hasLogo(db: Db, providerId: number): Promise<boolean> {
  const [row] = await db.execute<{ ready: boolean }>(
    sql`select ${isLogoReady} as ready from provider where id = ${providerId}`,
  );
  return row?.ready ?? false;
}

/** `type`: of the file, as `image/jpeg`. */
export type Fetched = { width: number; height: number; bytes: number; type: string; color: string };

export async function notePictureReady(
  db: Db,
  id: number,
  { width, height, bytes, type, color }: Fetched,
): Promise<void> {
  await db.execute(sql`
    update picture set state = 'ready', width = ${width}, height = ${height}, bytes = ${bytes}, type = ${type}, color = ${color},
           error = null, fetched_at = now() where id = ${id}`);
}

/** Gives back one that was taken: that it came to nothing says nothing of it. Whoever takes it next waits `inMs`. */
export async function giveBackPicture(db: Db, id: number, { inMs }: { inMs: number }): Promise<void> {
  await db.execute(sql`
    update picture set attempts = greatest(attempts - 1, 0), available_at = now() + ${inMs} * interval '1 millisecond'
     where id = ${id} and state = 'waiting'`);
}

/** `retryInMs` null: nobody tries again by himself. What is there stays there. */
export async function notePictureFailure(
  db: Db,
  id: number,
  { error, retryInMs }: { error: string; retryInMs: number | null },
): Promise<void> {
  await db.execute(sql`
    update picture set state = ${retryInMs === null ? "failed" : "waiting"}, error = ${error}, fetched_at = now(),
           available_at = ${retryInMs === null ? sql`'infinity'` : sql`now() + ${retryInMs} * interval '1 millisecond'`}
     where id = ${id} and state <> 'ready'`);
}

export type FailedPicture = {
  id: number;
  url: string;
  error: string;
  attempts: number;
  failedAt: Date;
  /** Of those who show it the newest that was published in the last days, or waits. */
  article: { id: number; title: string } | null;
};
/** Articles are not found by their pictures: so far back all are looked at. */
const SHOWN_BY_DAYS = 30;

/** Pictures that were given up, the latest first, and how many there are; how many wait besides. */
export async function failedPictures(
  db: Db,
  limit: number,
): Promise<{ failed: FailedPicture[]; total: number; waiting: number }> {
  const rows = await db.execute<Omit<FailedPicture, "failedAt"> & { failedMs: number }>(sql`
    with failed as (
      select * from picture where state = 'failed' order by fetched_at desc, picture.id desc limit ${limit}),
    shown as (
      select distinct on (url) images -> 0 ->> 'url' as url, id, title from article
       where state in ('queued', 'published') and published_at > now() - ${SHOWN_BY_DAYS} * interval '1 day'
         and images -> 0 ->> 'url' in (select url from failed)
       order by url, published_at desc)
    select failed.id::float8 as id, failed.url, coalesce(error, '') as error, attempts,
           (extract(epoch from fetched_at) * 1000)::float8 as "failedMs",
           case when shown.id is not null then json_build_object('id', shown.id, 'title', shown.title) end as article
      from failed left join shown using (url) order by fetched_at desc, failed.id desc`);
  const [count] = await db.execute<{ total: number; waiting: number }>(sql`
    select count(*) filter (where state = 'failed')::int as total,
           count(*) filter (where state = 'waiting')::int as waiting from picture where state <> 'ready'`);
  return {
    failed: rows.map(({ failedMs, ...row }) => ({ ...row, failedAt: new Date(failedMs) })),
    total: count?.total ?? 0,
    waiting: count?.waiting ?? 0,
  };
}

/** Lets pictures that were given up wait again, with as many tries as new ones: one, or (null) all. Gives how many. */
export async function retryPictures(db: Db, id: number | null): Promise<number> {
  const rows = await db.execute(sql`
    update picture set state = 'waiting', attempts = 0, available_at = now(), error = null
     where state = 'failed' and (${id}::bigint is null or id = ${id}) returning id`);
  return rows.length;
}
