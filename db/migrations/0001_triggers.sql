-- The copies in article_topic follow their article.
CREATE FUNCTION article_topic_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE article_topic
     SET published_at = NEW.published_at, published = (NEW.state = 'published')
   WHERE article_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER article_topic_follow AFTER UPDATE OF published_at, state ON article
  FOR EACH ROW WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at OR OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION article_topic_follow();
--> statement-breakpoint
-- The record of who did what can be added to, and nothing else.
CREATE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_append_only();
