import type { NextRequest } from "next/server";
import { latestFeed } from "@/app/_server/list-feed";
import { FORMATS } from "@/lib/syndication/formats";

export const GET = (request: NextRequest): Promise<Response> => latestFeed(request, FORMATS.atom);
