import { sitemapResponse } from "@/app/_server/sitemap-response";
import { newsSitemap } from "@/lib/discovery/news-sitemap";
import { urls } from "@/lib/urls";

/** Next takes a file of this name for one that never changes. */
export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => sitemapResponse(request, urls.newsSitemap, newsSitemap);
