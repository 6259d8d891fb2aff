CREATE SEQUENCE "public"."audit_act" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "gone_slug" (
	"slug" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "job_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"report" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"user_id" bigint,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"stop_asked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "job_state_known" CHECK ("job"."state" in ('waiting', 'running', 'done', 'failed', 'stopped'))
);
--> statement-breakpoint
CREATE TABLE "job_part" (
	"job_id" bigint NOT NULL,
	"made" boolean NOT NULL,
	"place" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "job_part_job_id_made_place_pk" PRIMARY KEY("job_id","made","place")
);
--> statement-breakpoint
CREATE TABLE "provider_redirect" (
	"domain" text PRIMARY KEY NOT NULL,
	"provider_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"user_id" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "recovery_code_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "story_apart" (
	"article_id" bigint NOT NULL,
	"other_id" bigint NOT NULL,
	CONSTRAINT "story_apart_article_id_other_id_pk" PRIMARY KEY("article_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "topic_redirect" (
	"id" text PRIMARY KEY NOT NULL,
	"topic_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "lead_given" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "correction" text;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "corrected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "later_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "front_hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "pin_place" integer;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "pin_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "act" bigint;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "undoes" bigint;--> statement-breakpoint
ALTER TABLE "one_time_link" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "one_time_link" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "one_time_link" ADD COLUMN "user_id" bigint;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "totp_secret" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "totp_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "totp_last_step" bigint;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_part" ADD CONSTRAINT "job_part_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_redirect" ADD CONSTRAINT "provider_redirect_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."provider"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_apart" ADD CONSTRAINT "story_apart_article_id_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."article"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_apart" ADD CONSTRAINT "story_apart_other_id_article_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."article"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_redirect" ADD CONSTRAINT "topic_redirect_topic_id_topic_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topic"("id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_open" ON "job" USING btree ("id") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "provider_redirect_provider" ON "provider_redirect" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "story_apart_other" ON "story_apart" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "topic_redirect_topic" ON "topic_redirect" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "user_session_user" ON "user_session" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_pinned" ON "article" USING btree ("pin_until") WHERE pin_place is not null;--> statement-breakpoint
CREATE INDEX "audit_event_act" ON "audit_event" USING btree ("act");--> statement-breakpoint
CREATE INDEX "audit_event_undoes" ON "audit_event" USING btree ("undoes") WHERE undoes is not null;--> statement-breakpoint
CREATE INDEX "audit_event_user" ON "audit_event" USING btree ("user_id","id");--> statement-breakpoint
ALTER TABLE "article" ADD CONSTRAINT "article_pin_whole" CHECK (("article"."pin_place" is null) = ("article"."pin_until" is null));