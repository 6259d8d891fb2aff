import { sitemapResponse } from "@/app/_server/sitemap-response";
import { sitemapIndex } from "@/lib/discovery/sitemap";
import { urls } from "@/lib/urls";

export const GET = (request: Request): Promise<Response> => sitemapResponse(request, urls.sitemap, sitemapIndex);
