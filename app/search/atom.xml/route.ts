import type { NextRequest } from "next/server";
import { searchFeedResponse } from "@/app/_server/search-feed";
import { FORMATS } from "@/lib/syndication/formats";

export const GET = (request: NextRequest): Promise<Response> => searchFeedResponse(request, FORMATS.atom);
