CREATE TABLE "article" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"category" text,
	"type" text DEFAULT 'article' NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone,
	"web_url" text,
	"original_url" text,
	"amp_web_url" text,
	"cdn_amp_web_url" text,
	"featured_content" text,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"provider_id" bigint NOT NULL,
	"story_id" bigint,
	"is_coverage" boolean DEFAULT false NOT NULL,
	"quality" integer,
	"heat" integer,
	"heat_given" integer,
	"hot" double precision GENERATED ALWAYS AS (log(greatest(coalesce("article"."heat", 1), 1)::double precision) + extract(epoch from ("article"."published_at" at time zone 'UTC'))::double precision / 200000) STORED NOT NULL,
	"live_from" timestamp with time zone,
	"live_until" timestamp with time zone,
	"was_live" boolean DEFAULT false NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "article_slug_unique" UNIQUE("slug"),
	CONSTRAINT "article_state_known" CHECK ("article"."state" in ('queued', 'published', 'unpublished')),
	CONSTRAINT "article_published_has_page" CHECK ("article"."state" <> 'published' or "article"."slug" is not null),
	CONSTRAINT "article_has_link" CHECK ("article"."web_url" is not null or "article"."original_url" is not null)
);
--> statement-breakpoint
CREATE TABLE "article_file" (
	"article_id" bigint PRIMARY KEY NOT NULL,
	"text" text,
	"hash" text,
	"path" text,
	"entry" jsonb
);
--> statement-breakpoint
CREATE TABLE "article_search" (
	"article_id" bigint PRIMARY KEY NOT NULL,
	"document" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_topic" (
	"article_id" bigint NOT NULL,
	"topic_id" text NOT NULL,
	"position" integer NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published" boolean NOT NULL,
	CONSTRAINT "article_topic_article_id_topic_id_pk" PRIMARY KEY("article_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" bigint,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "one_time_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"available_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "provider" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"domain" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"file" text,
	CONSTRAINT "provider_domain_unique" UNIQUE("domain")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slug_redirect" (
	"slug" text PRIMARY KEY NOT NULL,
	"article_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "story" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "story_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"edited" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"shortname" text,
	"parent" text,
	"keywords" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"services" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer,
	"file_name" text,
	"file" text,
	CONSTRAINT "topic_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "user_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"session_version" integer DEFAULT 1 NOT NULL,
	"last_sign_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_role_known" CHECK ("user"."role" in ('editor', 'admin')),
	CONSTRAINT "user_email_lower" CHECK ("user"."email" = lower("user"."email"))
);
--> statement-breakpoint
ALTER TABLE "article" ADD CONSTRAINT "article_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article" ADD CONSTRAINT "article_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_file" ADD CONSTRAINT "article_file_article_id_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."article"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_search" ADD CONSTRAINT "article_search_article_id_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."article"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_topic" ADD CONSTRAINT "article_topic_article_id_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."article"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_topic" ADD CONSTRAINT "article_topic_topic_id_topic_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topic"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slug_redirect" ADD CONSTRAINT "slug_redirect_article_id_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."article"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_front" ON "article" USING btree ("hot","id") WHERE state = 'published' and not is_coverage;--> statement-breakpoint
CREATE INDEX "article_latest" ON "article" USING btree ("published_at","id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "article_top" ON "article" USING btree (coalesce("heat", 0),"published_at","id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "article_provider" ON "article" USING btree ("provider_id","published_at","id") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "article_story" ON "article" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "article_web_url" ON "article" USING btree ("web_url");--> statement-breakpoint
CREATE INDEX "article_original_url" ON "article" USING btree ("original_url");--> statement-breakpoint
CREATE INDEX "article_state" ON "article" USING btree ("state","published_at","id");--> statement-breakpoint
CREATE INDEX "article_live_from" ON "article" USING btree ("live_from") WHERE live_from is not null;--> statement-breakpoint
CREATE INDEX "article_live_until" ON "article" USING btree ("live_until") WHERE live_until is not null;--> statement-breakpoint
CREATE INDEX "article_file_hash" ON "article_file" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "article_search_document" ON "article_search" USING gin ("document");--> statement-breakpoint
CREATE INDEX "article_topic_list" ON "article_topic" USING btree ("topic_id","published_at","article_id") WHERE published;--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "outbox_available" ON "outbox" USING btree ("available_at","id");--> statement-breakpoint
CREATE INDEX "slug_redirect_article" ON "slug_redirect" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "user" USING btree ("email");