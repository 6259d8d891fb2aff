CREATE INDEX "article_words_else" ON "article" USING gin (to_tsvector('simple', translate(title || ' ' || excerpt, './-_:@&#+''<>‘’‚“”„‹›«»–—…·•', '                           '))) WHERE state <> 'published';--> statement-breakpoint
CREATE INDEX "article_changed" ON "article" USING btree ("changed_at","id","state","provider_id","published_at",coalesce(quality, -1000000000));--> statement-breakpoint
CREATE INDEX "article_quality" ON "article" USING btree (coalesce(quality, -1000000000),"id","state","provider_id","published_at",coalesce(heat, -1000000000));--> statement-breakpoint
CREATE INDEX "article_heat" ON "article" USING btree (coalesce(heat, -1000000000),"id","state","provider_id","published_at",coalesce(quality, -1000000000));--> statement-breakpoint
CREATE INDEX "article_type" ON "article" USING btree ("type");--> statement-breakpoint
CREATE INDEX "article_provider_else" ON "article" USING btree ("provider_id","published_at","id") WHERE state <> 'published';--> statement-breakpoint
CREATE INDEX "article_topic_else" ON "article_topic" USING btree ("topic_id","published_at","article_id") WHERE not published;