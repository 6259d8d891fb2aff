import type { NextRequest } from "next/server";
import { cardResponse } from "@/app/_server/cards";
import { searchCard } from "@/lib/cards/of";
import { site } from "@/lib/site";

/** `/card/search.png?q=…` */
export async function GET({ nextUrl }: NextRequest) {
  return cardResponse(searchCard(site(), nextUrl.searchParams.get("q") ?? ""), { search: true });
}
