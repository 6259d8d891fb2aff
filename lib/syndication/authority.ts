/** The part of feed ids that names this portal: made once and kept, so that ids survive a move to another address. */
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { setting } from "@/db/schema";

const KEY = "feed-authority";

/** `host,date` of a tag URI (RFC 4151), as it was when the first feed was asked for. */
export async function feedAuthority(db: Db, siteUrl: string, now: Date): Promise<string> {
  const kept = async () => {
    const [row] = await db.select().from(setting).where(eq(setting.key, KEY));
    return typeof row?.value === "string" ? row.value : null;
  };
  const known = await kept();
  if (known) return known;
  const made = `${new URL(siteUrl).hostname},${now.toISOString().slice(0, 10)}`;
  await db.insert(setting).values({ key: KEY, value: made }).onConflictDoNothing();
  return (await kept()) ?? made;
}

/** An article's id in every feed, for ever. */
export const itemId = (authority: string, articleId: number) => `tag:${authority}:article/${articleId}`;

/** A feed's id, the same in every format. `name` is of signs that addresses may have. */
export const feedId = (authority: string, name: string) => `tag:${authority}:feed/${name}`;
