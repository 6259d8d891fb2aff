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
  pgSequence,
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
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
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

/**
 * The words of an article as the newsroom's search finds them. Signs part words, also those that Postgres would join
 * them by (hosts, paths) or take for letters (typographers' quotes).
 */
export const WORDS_OF_ARTICLE = sql`to_tsvector('simple', translate(title || ' ' || excerpt, './-_:@&#+''<>‘’‚“”„‹›«»–—…·•', '                           '))`;

/** Below every score: what nobody judged comes last. */
export const QUALITY_OR_NONE = sql`coalesce(quality, -1000000000)`;
export const HEAT_OR_NONE = sql`coalesce(heat, -1000000000)`;

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
    /** An editor chose it to lead its story, whatever the qualities; counts while it is published. */
    leadGiven: boolean().notNull().default(false),
    /** Readers see this note of what was corrected. */
    correction: text(),
    correctedAt: moment(),
    /** Put off in the queue: back in it from this moment. */
    laterUntil: moment(),
    /** Not on the front page, though live. */
    frontHidden: boolean().notNull().default(false),
    /** Its place on the front page, from 1, until `pinUntil`, whatever its heat. */
    pinPlace: integer(),
    pinUntil: moment(),
    createdAt: moment().notNull().defaultNow(),
    changedAt: moment().notNull().defaultNow(),
    /** Counts changes, so that a second editor's save of an older version is refused. */
    version: integer().notNull().default(1),
  },
  (t) => [
    index("article_front").on(t.hot, t.id).where(sql`state = 'published' and not is_coverage`),
    // What follows the id says what is live: counts read the index alone.
    index("article_latest").on(t.publishedAt, t.id, t.liveFrom, t.liveUntil).where(sql`state = 'published'`),
    index("article_top").on(sql`coalesce(${t.heat}, 0)`, t.publishedAt, t.id).where(sql`state = 'published'`),
    index("article_provider")
      .on(t.providerId, t.publishedAt, t.id, t.isCoverage, t.liveFrom, t.liveUntil)
      .where(sql`state = 'published'`),
    index("article_story").on(t.storyId),
    index("article_web_url").on(t.webUrl),
    index("article_original_url").on(t.originalUrl),
    index("article_state").on(t.state, t.publishedAt, t.id),
    index("article_live_from").on(t.liveFrom).where(sql`live_from is not null`),
    index("article_live_until").on(t.liveUntil).where(sql`live_until is not null`),
    index("article_pinned").on(t.pinUntil).where(sql`pin_place is not null`),
    // The newsroom's list: its words, its orders, and what few articles have (db/admin-list.ts).
    // Those of published articles are in `article_search` already, and cost an import as much as all other indexes.
    index("article_words_else").using("gin", WORDS_OF_ARTICLE).where(sql`state <> 'published'`),
    // What follows the id is looked at in the index, so that what matches is found fast at whichever end it is.
    index("article_changed").on(t.changedAt, t.id, t.state, t.providerId, t.publishedAt, QUALITY_OR_NONE),
    index("article_quality").on(QUALITY_OR_NONE, t.id, t.state, t.providerId, t.publishedAt, HEAT_OR_NONE),
    index("article_heat").on(HEAT_OR_NONE, t.id, t.state, t.providerId, t.publishedAt, QUALITY_OR_NONE),
    index("article_type").on(t.type),
    // For what is published there is `article_provider`.
    index("article_provider_else").on(t.providerId, t.publishedAt, t.id).where(sql`state <> 'published'`),
    check("article_pin_whole", sql`(${t.pinPlace} is null) = (${t.pinUntil} is null)`),
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
    index("article_topic_else").on(t.topicId, t.publishedAt, t.articleId).where(sql`not published`),
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

/** Addresses of articles that were deleted for good: they say 410, and no file brings them back. */
export const goneSlug = pgTable(
  "gone_slug",
  {
    slug: text().primaryKey(),
    at: moment().notNull().defaultNow(),
  },
  (t) => [index("gone_slug_at").on(t.at)],
);

/** Ids that topics had before they were renamed or merged. */
export const topicRedirect = pgTable(
  "topic_redirect",
  {
    id: text().primaryKey(),
    topicId: text()
      .notNull()
      .references(() => topic.id, { onDelete: "cascade", onUpdate: "cascade" }),
  },
  (t) => [index("topic_redirect_topic").on(t.topicId)],
);

/** Domains that providers had before they were merged or moved. */
export const providerRedirect = pgTable(
  "provider_redirect",
  {
    domain: text().primaryKey(),
    providerId: bigint({ mode: "number" })
      .notNull()
      .references(() => provider.id, { onDelete: "cascade" }),
  },
  (t) => [index("provider_redirect_provider").on(t.providerId)],
);

/** Pairs of articles that an editor said are not one story, so that nobody is asked again. */
export const storyApart = pgTable(
  "story_apart",
  {
    /** The lower id of the two. */
    articleId: bigint({ mode: "number" })
      .notNull()
      .references(() => article.id, { onDelete: "cascade" }),
    otherId: bigint({ mode: "number" })
      .notNull()
      .references(() => article.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.otherId] }), index("story_apart_other").on(t.otherId)],
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
    /** With those above its topics, as in `document`. */
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
    /** For codes of an authenticator app, encrypted; asked for from `totpSince` on. */
    totpSecret: text(),
    totpSince: moment(),
    /** The time step of the last code that was used, so that none works twice. */
    totpLastStep: bigint({ mode: "number" }),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("user_email").on(t.email),
    check("user_role_known", sql`${t.role} in ('editor', 'admin')`),
    check("user_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

/** Where somebody is signed in; without its row a session is over. */
export const userSession = pgTable(
  "user_session",
  {
    /** Random; what the session cookie names. */
    id: text().primaryKey(),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** The browser, as it calls itself. */
    agent: text(),
    createdAt: moment().notNull().defaultNow(),
    /** Noted every few minutes. */
    seenAt: moment().notNull().defaultNow(),
  },
  (t) => [index("user_session_user").on(t.userId)],
);

/** Codes that stand in for an authenticator app, each once. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** SHA-256 of the code, in hex. */
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** Links that work once, such as the one that makes the first admin. */
export const oneTimeLink = pgTable("one_time_link", {
  /** SHA-256 of the token, in hex. */
  tokenHash: text().primaryKey(),
  purpose: text().$type<"setup" | "invite" | "reset">().notNull(),
  /** Who is invited, and as what. */
  email: text(),
  role: text().$type<Role>(),
  /** Whose password may be set anew. */
  userId: bigint({ mode: "number" }).references(() => user.id, { onDelete: "cascade" }),
  /** Null: a command or the portal itself. */
  madeBy: bigint({ mode: "number" }).references(() => user.id, { onDelete: "cascade" }),
  expiresAt: moment(),
  createdAt: moment().notNull().defaultNow(),
});

/** Numbers acts: all that one click of an editor changed. */
export const auditAct = pgSequence("audit_act");

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
    /** Events of one act have one number, and are undone together. */
    act: bigint({ mode: "number" }),
    /** The act that this one took back. */
    undoes: bigint({ mode: "number" }),
  },
  (t) => [
    index("audit_event_subject").on(t.subject, t.subjectId, t.id),
    index("audit_event_at").on(t.at, t.id),
    index("audit_event_act").on(t.act),
    index("audit_event_undoes").on(t.undoes).where(sql`undoes is not null`),
    index("audit_event_user").on(t.userId, t.id),
  ],
);

/** Work that takes longer than a request: changes of many articles, imports and exports. Done by the worker. */
export const job = pgTable(
  "job",
  {
    id: id(),
    kind: text().notNull(),
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text().$type<"waiting" | "running" | "done" | "failed" | "stopped">().notNull().default("waiting"),
    /** How much of `total` is done, in the job's own units; null: not known yet. */
    done: integer().notNull().default(0),
    total: integer(),
    /** What came of it, for people. */
    report: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    userId: bigint({ mode: "number" }).references(() => user.id),
    actor: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    startedAt: moment(),
    endedAt: moment(),
    stopAsked: boolean().notNull().default(false),
  },
  (t) => [
    index("job_open").on(t.id).where(sql`state in ('waiting', 'running')`),
    check("job_state_known", sql`${t.state} in ('waiting', 'running', 'done', 'failed', 'stopped')`),
  ],
);

/** What a job was given or made, such as an archive, in parts. */
export const jobPart = pgTable(
  "job_part",
  {
    jobId: bigint({ mode: "number" })
      .notNull()
      .references(() => job.id, { onDelete: "cascade" }),
    /** Whether it was made by the job rather than given to it. */
    made: boolean().notNull(),
    place: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.made, t.place] })],
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

/** Pictures that articles, topics and providers name: fetched once by the portal itself and kept in `DATA_DIR`. */
export const picture = pgTable(
  "picture",
  {
    id: id(),
    /** Its name in our addresses; made of `url`, so that every process knows it. */
    key: text().notNull().unique(),
    /** Where it comes from; too long for an index, at times. */
    url: text().notNull(),
    state: text().$type<"waiting" | "ready" | "failed">().notNull().default("waiting"),
    /** As it came, in pixels and bytes. */
    width: integer(),
    height: integer(),
    bytes: integer(),
    /** Of the file by its bytes, as `image/jpeg`; null for what was fetched before this was noted. */
    type: text(),
    /** Its dominant colour, as `#rrggbb`, shown while it loads. */
    color: text(),
    /** Why it is not there, for people. */
    error: text(),
    attempts: integer().notNull().default(0),
    /** When it is to be fetched (again). */
    availableAt: moment().notNull().defaultNow(),
    fetchedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    index("picture_waiting").on(t.availableAt, t.id).where(sql`state <> 'ready'`),
    index("picture_failed").on(t.fetchedAt, t.id).where(sql`state = 'failed'`),
    check("picture_state_known", sql`${t.state} in ('waiting', 'ready', 'failed')`),
  ],
);

/** Keys of programs, each somebody's. */
export const apiToken = pgTable(
  "api_token",
  {
    id: id(),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Its first signs, by which people know it again. */
    start: text().notNull(),
    /** SHA-256 of the token, in hex. */
    hash: text().notNull().unique(),
    scopes: jsonb().$type<string[]>().notNull(),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment(),
    lastUsedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [index("api_token_user").on(t.userId, t.id)],
);

/** Who outside is told of changes. */
export const webhook = pgTable("webhook", {
  id: id(),
  url: text().notNull(),
  /** What messages are signed with. */
  secret: text().notNull(),
  events: jsonb().$type<string[]>().notNull(),
  enabled: boolean().notNull().default(true),
  /** Why it was switched off by itself. */
  stopped: text(),
  createdAt: moment().notNull().defaultNow(),
});

/** A message to a webhook, sent or still to be sent. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: id(),
    webhookId: bigint({ mode: "number" })
      .notNull()
      .references(() => webhook.id, { onDelete: "cascade" }),
    event: text().notNull(),
    /** Not a reference: an article deleted for good is told of, too. */
    articleId: bigint({ mode: "number" }),
    body: text().notNull(),
    attempts: integer().notNull().default(0),
    /** When it is to be sent (again); null: sent, or given up. */
    availableAt: moment().defaultNow(),
    /** Of the last answer. */
    status: integer(),
    error: text(),
    createdAt: moment().notNull().defaultNow(),
    endedAt: moment(),
  },
  (t) => [
    index("webhook_delivery_due").on(t.availableAt, t.id).where(sql`available_at is not null`),
    /** What of an article is still to be sent comes in its order. */
    index("webhook_delivery_waiting").on(t.articleId, t.webhookId, t.id).where(sql`available_at is not null`),
    index("webhook_delivery_log").on(t.webhookId, t.id),
  ],
);

/** Addresses that a hub (WebSub) or search engines (IndexNow) are still to be told of; several changes are one. */
export const ping = pgTable(
  "ping",
  {
    kind: text().$type<"websub" | "indexnow">().notNull(),
    url: text().notNull(),
    attempts: integer().notNull().default(0),
    availableAt: moment().notNull().defaultNow(),
    error: text(),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.url] }), index("ping_due").on(t.kind, t.availableAt)],
);

/** What those outside were last told of an article, so that they hear of what is new to them alone. */
export const toldArticle = pgTable("told_article", {
  /** Not a reference: an article deleted for good is told of, too. */
  articleId: bigint({ mode: "number" }).primaryKey(),
  slug: text().notNull(),
  live: boolean().notNull(),
  version: integer().notNull(),
  toldAt: moment().notNull().defaultNow(),
});

/** How much each client used of a limit, over all server processes. Unlogged, as its migration says: after a crash all begin anew. */
export const rateLimit = pgTable("rate_limit", {
  /** The policy and the client. */
  key: text().primaryKey(),
  used: integer().notNull(),
  /** When all is forgotten. */
  until: moment().notNull(),
});

/** Who was wrong how often when signing in, over all server processes. Unlogged, as rate_limit. */
export const failedAttempt = pgTable(
  "failed_attempt",
  {
    /** A hash of what is limited: an address, a person. */
    key: text().primaryKey(),
    failures: integer().notNull(),
    failedAt: moment().notNull(),
    /** When all is forgotten. */
    until: moment().notNull(),
  },
  (t) => [index("failed_attempt_until").on(t.until)],
);
