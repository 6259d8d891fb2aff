/** All tables. Words and invariants: README, "The data". */
import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** A picture as a file names it: an http(s) address, or a path on this site. Sizes in pixels. */
export type Image = {
  url: string;
  width?: number | undefined;
  height?: number | undefined;
  title?: string | undefined;
  [other: string]: unknown;
};
export type ArticleState = "queued" | "published" | "unpublished";
export type Role = "editor" | "admin";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const provider = pgTable("provider", {
  id: id(),
  domain: text().notNull().unique(),
  name: text().notNull(),
  description: text(),
  images: jsonb().$type<Image[]>().notNull().default([]),
  /** The organization file as it came; null for a provider known only from articles. */
  file: text(),
});

export const topic = pgTable("topic", {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  shortname: text(),
  /** The parent's name, as topic files give it; it may not exist (yet). */
  parent: text(),
  keywords: jsonb().$type<string[]>().notNull().default([]),
  images: jsonb().$type<Image[]>().notNull().default([]),
  /** name → endpoint */
  services: jsonb().$type<Record<string, string>>().notNull().default({}),
  /** Order of the topic files; topics known only from articles come after, by name. */
  position: integer(),
  /** Name and text of the topic file as it came. */
  fileName: text(),
  file: text(),
});

/** Articles about one event. Its lead is the member that is not coverage. */
export const story = pgTable("story", {
  id: id(),
  /** Whether an editor changed the membership, so that `related` is exported anew instead of as it came. */
  edited: boolean().notNull().default(false),
});

export const article = pgTable(
  "article",
  {
    id: id(),
    /** Null: coverage that has no file and was never published, so it has no page. */
    slug: text().unique(),
    state: text().$type<ArticleState>().notNull(),
    title: text().notNull(),
    excerpt: text().notNull().default(""),
    category: text(),
    type: text().notNull().default("article"),
    publishedAt: moment().notNull(),
    /** `updatedDateTime` of the file. */
    updatedAt: moment(),
    webUrl: text(),
    originalUrl: text(),
    ampWebUrl: text(),
    cdnAmpWebUrl: text(),
    featuredContent: text(),
    images: jsonb().$type<Image[]>().notNull().default([]),
    providerId: bigint({ mode: "number" })
      .notNull()
      .references(() => provider.id),
    storyId: bigint({ mode: "number" }).references(() => story.id),
    /** In a story, and not its lead. */
    isCoverage: boolean().notNull().default(false),
    quality: integer(),
    heat: integer(),
    /** Heat set by hand, or by a file that differs from the rule. Null: heat follows the rule. */
    heatGiven: integer(),
    /** log10(max(heat, 1)) + seconds(publishedAt) / 200,000: it never changes with time, so it can be indexed. */
    hot: doublePrecision()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`log(greatest(coalesce(${article.heat}, 1), 1)::double precision) + extract(epoch from (${article.publishedAt} at time zone 'UTC'))::double precision / 200000`,
      ),
    liveFrom: moment(),
    liveUntil: moment(),
    /** It was live once: when it is not any more, its page says 410 and not 404. */
    wasLive: boolean().notNull().default(false),
    /** An editor unpublished it: it is not listed under its lead either. */
    withdrawn: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    changedAt: moment().notNull().defaultNow(),
    /** Counts changes, so that a second editor's save of an older version is refused. */
    version: integer().notNull().default(1),
  },
  (t) => [
    index("article_front").on(t.hot, t.id).where(sql`state = 'published' and not is_coverage`),
    index("article_latest").on(t.publishedAt, t.id).where(sql`state = 'published'`),
    index("article_top").on(sql`coalesce(${t.heat}, 0)`, t.publishedAt, t.id).where(sql`state = 'published'`),
    index("article_provider").on(t.providerId, t.publishedAt, t.id).where(sql`state = 'published'`),
    index("article_story").on(t.storyId),
    index("article_web_url").on(t.webUrl),
    index("article_original_url").on(t.originalUrl),
    index("article_state").on(t.state, t.publishedAt, t.id),
    index("article_live_from").on(t.liveFrom).where(sql`live_from is not null`),
    index("article_live_until").on(t.liveUntil).where(sql`live_until is not null`),
    check("article_state_known", sql`${t.state} in ('queued', 'published', 'unpublished')`),
    check("article_published_has_page", sql`${t.state} <> 'published' or ${t.slug} is not null`),
    check("article_has_link", sql`${t.webUrl} is not null or ${t.originalUrl} is not null`),
  ],
);

/** What only import and export need, kept apart so that rows of `article` stay small. Never served. */
export const articleFile = pgTable(
  "article_file",
  {
    articleId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => article.id, { onDelete: "cascade" }),
    /** The whole file as it came; null for coverage that stands only in a `related` list. */
    text: text(),
    /** SHA-256 of `text`, in hex. */
    hash: text(),
    /** Where the file was when it was last imported: absolute. */
    path: text(),
    /** The entry of a `related` list as it came, for coverage without a file. */
    entry: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index("article_file_hash").on(t.hash)],
);

export const articleTopic = pgTable(
  "article_topic",
  {
    articleId: bigint({ mode: "number" })
      .notNull()
      .references(() => article.id, { onDelete: "cascade" }),
    topicId: text()
      .notNull()
      .references(() => topic.id),
    position: integer().notNull(),
    /** Copies of the article's, kept by a trigger, so that a topic's list is one index scan. */
    publishedAt: moment().notNull(),
    published: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.topicId] }),
    index("article_topic_list").on(t.topicId, t.publishedAt, t.articleId).where(sql`published`),
  ],
);

export const slugRedirect = pgTable(
  "slug_redirect",
  {
    slug: text().primaryKey(),
    articleId: bigint({ mode: "number" })
      .notNull()
      .references(() => article.id, { onDelete: "cascade" }),
  },
  (t) => [index("slug_redirect_article").on(t.articleId)],
);

/** Documents of the Postgres search engine: one for each published article, with what search filters, counts and orders. */
export const articleSearch = pgTable(
  "article_search",
  {
    articleId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => article.id, { onDelete: "cascade" }),
    /** What its lexemes are: lib/search/lexemes.ts. */
    document: tsvector().notNull(),
    publishedAt: moment().notNull(),
    liveFrom: moment(),
    liveUntil: moment(),
    providerId: bigint({ mode: "number" }).notNull(),
    type: text().notNull(),
    topicIds: text().array().notNull(),
    storyId: bigint({ mode: "number" }),
    quality: integer(),
    /** 0 where there is none. */
    heat: integer().notNull(),
    hot: doublePrecision().notNull(),
    /** Of so many words is the title. */
    titleWords: integer().notNull(),
    /**
     * Blanks, which are stored as a few bytes. From 2 kB on Postgres moves what is largest out of the row, and that is
     * the document: the rows that searches count and sort are a seventh in size, and stay in memory.
     */
    filler: text().notNull().default(sql`repeat(' ', 2000)`),
  },
  (t) => [
    index("article_search_document").using("gin", t.document),
    index("article_search_story").on(t.storyId).where(sql`story_id is not null`),
    index("article_search_newest").on(t.publishedAt, t.articleId),
    index("article_search_top").on(t.heat, t.publishedAt, t.articleId),
    index("article_search_hot").on(t.hot, t.articleId),
  ],
);

/** The vocabulary of published articles, for typos and beginnings of words. */
export const searchWord = pgTable(
  "search_word",
  {
    word: text().primaryKey(),
    /** In about how many articles it stands. */
    articles: integer().notNull(),
  },
  // Beginnings: by code point, whatever the database's collation.
  (t) => [
    index("search_word_similar").using("gin", t.word.op("gin_trgm_ops")),
    index("search_word_beginning").on(t.word.op("text_pattern_ops")),
    // Short beginnings have too many words to sort.
    index("search_word_by_sign").on(sql`left(${t.word}, 1)`, t.articles, t.word),
    index("search_word_by_two_signs").on(sql`left(${t.word}, 2)`, t.articles, t.word),
  ],
);

/** Words that mean the same to a search. */
export const searchSynonym = pgTable("search_synonym", {
  id: id(),
  /** Two or more; each a word or several. */
  words: text().array().notNull(),
  createdAt: moment().notNull().defaultNow(),
});

/** What readers searched for, counted by day; no addresses, nobody's trail. */
export const searchLog = pgTable(
  "search_log",
  {
    /** Normalised: lower case, single spaces. */
    query: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    searches: integer().notNull(),
    /** Those of them that found nothing. */
    nothing: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.query, t.day] }), index("search_log_day").on(t.day)],
);

/** What is known of an outside search engine, by its address. */
export const searchTarget = pgTable("search_target", {
  /** Address and index, without secrets. */
  target: text().primaryKey(),
  state: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  changedAt: moment().notNull().defaultNow(),
});

export const user = pgTable(
  "user",
  {
    id: id(),
    /** In lower case. */
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** argon2id, in PHC string format. */
    passwordHash: text().notNull(),
    disabledAt: moment(),
    /** Raised to sign a person out everywhere. */
    sessionVersion: integer().notNull().default(1),
    lastSignInAt: moment(),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("user_email").on(t.email),
    check("user_role_known", sql`${t.role} in ('editor', 'admin')`),
    check("user_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

/** Links that work once, such as the one that makes the first admin. */
export const oneTimeLink = pgTable("one_time_link", {
  /** SHA-256 of the token, in hex. */
  tokenHash: text().primaryKey(),
  purpose: text().$type<"setup">().notNull(),
  expiresAt: moment(),
  createdAt: moment().notNull().defaultNow(),
});

/** Who did what, when; append-only (a trigger refuses changes). */
export const auditEvent = pgTable(
  "audit_event",
  {
    id: id(),
    at: moment().notNull().defaultNow(),
    userId: bigint({ mode: "number" }).references(() => user.id),
    /** E-mail of the user, or the command's name. */
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index("audit_event_subject").on(t.subject, t.subjectId, t.id), index("audit_event_at").on(t.at, t.id)],
);

/** Articles whose change is still to be told to what follows Postgres, such as a search engine. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    articleId: bigint({ mode: "number" }).notNull(),
    createdAt: moment().notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    availableAt: moment().notNull().defaultNow(),
    lastError: text(),
    /** Failed too often: waits until somebody retries it, or the article changes again. */
    parkedAt: moment(),
  },
  (t) => [
    index("outbox_available").on(t.availableAt, t.id).where(sql`parked_at is null`),
    index("outbox_article").on(t.articleId),
    index("outbox_untried").on(t.createdAt).where(sql`parked_at is null and attempts = 0`),
  ],
);

export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
});
