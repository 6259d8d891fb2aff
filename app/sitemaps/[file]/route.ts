import { sitemapResponse } from "@/app/_server/sitemap-response";
import { sitemapFile } from "@/lib/discovery/sitemap";
import { urls } from "@/lib/urls";

export async function GET(request: Request, { params }: RouteContext<"/sitemaps/[file]">): Promise<Response> {
  const { file } = await params;
  // The mark of an address with parameters: there may be very many of these, and they must not push out pages.
  return sitemapResponse(request, `${urls.sitemapPart(file)}?`, (db, site, now) => sitemapFile(db, site, now, file));
}
