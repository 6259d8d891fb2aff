import { cardName, cardResponse } from "@/app/_server/cards";
import { topicCard } from "@/lib/cards/of";
import { database } from "@/lib/database";
import { site } from "@/lib/site";

/** `/card/topic/{id}.png` */
export async function GET(_request: Request, { params }: RouteContext<"/card/topic/[file]">) {
  const id = cardName((await params).file);
  const asked = { db: database().db, site: site(), now: new Date() };
  return cardResponse(id === null ? null : await topicCard(asked, id));
}
