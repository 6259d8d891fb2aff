import { sitemapResponse } from "@/app/_server/sitemap-response";
import { newsSitemap } from "@/lib/discovery/news-sitemap";
import { urls } from "@/lib/urls";

export const GET = (request: Request): Promise<Response> => sitemapResponse(request, urls.newsSitemap, newsSitemap);
