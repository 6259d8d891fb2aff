/** What the newsroom's filters offer to choose from. */
import { asc, isNull, sql } from "drizzle-orm";
import type { Db } from "./client";
import { provider, topic, user } from "./schema";

export function providerChoices(db: Db, limit: number): Promise<{ domain: string; name: string }[]> {
  return db
    .select({ domain: provider.domain, name: provider.name })
    .from(provider)
    .orderBy(asc(provider.name), asc(provider.id))
    .limit(limit);
}

export function topicChoices(db: Db, limit: number): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: topic.id, name: topic.name })
    .from(topic)
    .orderBy(sql`${topic.position} nulls last`, asc(topic.name))
    .limit(limit);
}

/** People who can sign in. */
export function peopleChoices(db: Db, limit: number): Promise<{ id: number; email: string }[]> {
  return db
    .select({ id: user.id, email: user.email })
    .from(user)
    .where(isNull(user.disabledAt))
    .orderBy(asc(user.email))
    .limit(limit);
}
