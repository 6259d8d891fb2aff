import type { NextRequest } from "next/server";
import { json } from "@/app/_server/problem";
import { database } from "@/lib/database";
import { suggest } from "@/lib/search/suggest";

export async function GET(request: NextRequest): Promise<Response> {
  return json(await suggest(database().db, request.nextUrl.searchParams.get("q") ?? "", new Date()));
}
