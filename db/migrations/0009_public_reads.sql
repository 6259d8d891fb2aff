DROP INDEX "article_latest";--> statement-breakpoint
DROP INDEX "article_provider";--> statement-breakpoint
CREATE INDEX "gone_slug_at" ON "gone_slug" USING btree ("at");--> statement-breakpoint
CREATE INDEX "webhook_delivery_waiting" ON "webhook_delivery" USING btree ("article_id","webhook_id","id") WHERE available_at is not null;--> statement-breakpoint
CREATE INDEX "article_latest" ON "article" USING btree ("published_at","id","live_from","live_until") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "article_provider" ON "article" USING btree ("provider_id","published_at","id","is_coverage","live_from","live_until") WHERE state = 'published';