/** What stands in the addresses of examples, so that they show something. */
import { lists, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { cardsByIds } from "@/lib/reading/stories";

export type Known = { slug: string; topic: string };

const INVENTED: Known = { slug: "2026-11-19-an-article", topic: "databases" };

/** The newest article and its topic; on an empty portal such as there might be. */
export async function knownExamples(db: Db, now: Date): Promise<Known> {
  const { ids } = await pageOfIds(db, lists.latest(), { now, cursor: null, size: 1 });
  const [article] = await cardsByIds(db, ids, now);
  return { slug: article?.slug ?? INVENTED.slug, topic: article?.topics[0]?.id ?? INVENTED.topic };
}

export const filledIn = (address: string, { slug, topic }: Known): string =>
  address.replace("{slug}", encodeURIComponent(slug)).replace("{topic}", encodeURIComponent(topic));
