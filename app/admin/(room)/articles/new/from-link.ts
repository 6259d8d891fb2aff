/** What a new article's form begins with. */
import { isIP } from "node:net";
import { hostOf, isHttpUrl } from "@/lib/article/link";
import { formatTimestamp } from "@/lib/article/timestamp";
import { fetchPage } from "@/lib/fetching/fetch-page";
import { pageFacts } from "@/lib/fetching/page-facts";
import { FetchRefusal } from "@/lib/fetching/refusal";
import { isDomain } from "@/lib/provider/domain";
import { type Draft, EMPTY_DRAFT } from "@/lib/publishing/draft";
import type { Site } from "@/lib/site";

/** `problem`: why the page could not be read. `links`: by which it may be an article already. */
type Start = { draft: Draft; problem: string | null; links: string[] };

/** Reads the page at `link`, when it can be reached; without one the draft is empty. */
export async function draftFromLink(link: string, now: Date, { url }: Site): Promise<Start> {
  const empty = { ...EMPTY_DRAFT, publishedAt: formatTimestamp(new Date(Math.floor(now.getTime() / 1000) * 1000)) };
  if (link === "") return { draft: empty, problem: null, links: [] };
  if (!isHttpUrl(link)) return { draft: empty, problem: "That is not an http or https address.", links: [] };
  const host = hostOf(link);
  // As in files: who publishes it is known by the host, unless the page says otherwise.
  const given = { ...empty, originalUrl: link, webUrl: link, provider: isDomain(host) && !isIP(host) ? host : "" };
  try {
    const page = await fetchPage(link, { agent: `Gazette (+${url})` });
    const facts = pageFacts(page.html, page.url);
    const { image } = facts;
    return {
      draft: {
        ...given,
        originalUrl: facts.link,
        webUrl: facts.link,
        title: facts.title,
        excerpt: facts.excerpt,
        type: facts.type,
        provider: facts.provider.domain,
        providerName: facts.provider.name === facts.provider.domain ? "" : facts.provider.name,
        publishedAt:
          facts.publishedAt && facts.publishedAt <= now ? formatTimestamp(facts.publishedAt) : empty.publishedAt,
        images: image
          ? [
              {
                url: image.url,
                width: String(image.width ?? ""),
                height: String(image.height ?? ""),
                title: image.title,
              },
            ]
          : [],
      },
      problem: null,
      links: [...new Set([link, page.url, facts.link])],
    };
  } catch (error) {
    if (!(error instanceof FetchRefusal)) throw error;
    return { draft: given, problem: error.message, links: [link] };
  }
}
