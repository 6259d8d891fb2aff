-- Similar words are found by their trigrams. Trusted: whoever owns the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- Documents have another form now; the worker writes them anew.
TRUNCATE "article_search";
--> statement-breakpoint
-- Documents stand apart from what is counted and sorted, so that those rows are small and stay in memory.
ALTER TABLE "article_search" SET (toast_tuple_target = 256);
--> statement-breakpoint
ALTER INDEX "article_search_document" SET (gin_pending_list_limit = 1024);
--> statement-breakpoint
CREATE TABLE "search_log" (
	"query" text NOT NULL,
	"day" date NOT NULL,
	"searches" integer NOT NULL,
	"nothing" integer NOT NULL,
	CONSTRAINT "search_log_query_day_pk" PRIMARY KEY("query","day")
);
--> statement-breakpoint
CREATE TABLE "search_synonym" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_synonym_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"words" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_target" (
	"target" text PRIMARY KEY NOT NULL,
	"state" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_word" (
	"word" text PRIMARY KEY NOT NULL,
	"articles" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "outbox_available";--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "published_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "live_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "live_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "provider_id" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "type" text NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "topic_ids" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "story_id" bigint;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "quality" integer;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "heat" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "hot" double precision NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "title_words" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "article_search" ADD COLUMN "filler" text DEFAULT repeat(' ', 2000) NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "parked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "search_log_day" ON "search_log" USING btree ("day");--> statement-breakpoint
CREATE INDEX "search_word_similar" ON "search_word" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_word_beginning" ON "search_word" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_word_by_sign" ON "search_word" USING btree (left("word", 1),"articles","word");--> statement-breakpoint
CREATE INDEX "search_word_by_two_signs" ON "search_word" USING btree (left("word", 2),"articles","word");--> statement-breakpoint
CREATE INDEX "article_search_story" ON "article_search" USING btree ("story_id") WHERE story_id is not null;--> statement-breakpoint
CREATE INDEX "article_search_newest" ON "article_search" USING btree ("published_at","article_id");--> statement-breakpoint
CREATE INDEX "article_search_top" ON "article_search" USING btree ("heat","published_at","article_id");--> statement-breakpoint
CREATE INDEX "article_search_hot" ON "article_search" USING btree ("hot","article_id");--> statement-breakpoint
CREATE INDEX "outbox_article" ON "outbox" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "outbox_available" ON "outbox" USING btree ("available_at","id") WHERE parked_at is null;--> statement-breakpoint
ALTER TABLE "article_search" ALTER COLUMN "topic_ids" SET STORAGE MAIN;