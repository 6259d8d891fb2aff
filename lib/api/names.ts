/** Topics and providers as /api/v1 gives them. */
import type { z } from "zod";
import type { Db } from "@/db/client";
import { providersPage } from "../reading/providers";
import type { Read } from "../reading/read";
import { topicsPage } from "../reading/topics";
import type { TopicCount } from "../reading/types";
import { urls } from "../urls";
import type { providers, topics } from "./schemas/articles";

/** All topics in their order, those below another behind it. */
export async function topicsJson(db: Db, now: Date, siteUrl: string): Promise<Read<z.infer<typeof topics>>> {
  const read = await topicsPage(db, now);
  const flat = (list: TopicCount[], parent: string | null): z.infer<typeof topics>["topics"] =>
    list.flatMap(({ id, name, articles, children }) => [
      { id, name, url: siteUrl + urls.topic(id), parent, articles },
      ...flat(children, id),
    ]);
  return { ...read, value: { topics: flat(read.value.topics, null) } };
}

/** Providers with live articles, most first. */
export async function providersJson(db: Db, now: Date, siteUrl: string): Promise<Read<z.infer<typeof providers>>> {
  const read = await providersPage(db, now);
  const list = read.value.providers.map(({ domain, name, articles, leads }) => ({
    domain,
    name,
    url: siteUrl + urls.provider(domain),
    articles,
    leads,
  }));
  return { ...read, value: { providers: list } };
}
