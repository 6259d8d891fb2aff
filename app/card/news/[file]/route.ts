import { cardName, cardResponse } from "@/app/_server/cards";
import { articleCard } from "@/lib/cards/of";
import { database } from "@/lib/database";
import { site } from "@/lib/site";

/** `/card/news/{slug}.png` */
export async function GET(_request: Request, { params }: RouteContext<"/card/news/[file]">) {
  const slug = cardName((await params).file);
  const asked = { db: database().db, site: site(), now: new Date() };
  return cardResponse(slug === null ? null : await articleCard(asked, slug));
}
