import { cardName, cardResponse } from "@/app/_server/cards";
import { providerCard } from "@/lib/cards/of";
import { database } from "@/lib/database";
import { site } from "@/lib/site";

/** `/card/provider/{domain}.png` */
export async function GET(_request: Request, { params }: RouteContext<"/card/provider/[file]">) {
  const domain = cardName((await params).file);
  const asked = { db: database().db, site: site(), now: new Date() };
  return cardResponse(domain === null ? null : await providerCard(asked, domain));
}
