import { cardResponse } from "@/app/_server/cards";
import { siteCard } from "@/lib/cards/of";
import { site } from "@/lib/site";

export const dynamic = "force-dynamic";

/** `/card/site.png` */
export const GET = () => cardResponse(siteCard(site()));
