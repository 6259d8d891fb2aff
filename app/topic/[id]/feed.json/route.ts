import type { NextRequest } from "next/server";
import { topicFeed } from "@/app/_server/list-feed";
import { FORMATS } from "@/lib/syndication/formats";

export const GET = (request: NextRequest): Promise<Response> => topicFeed(request, FORMATS.json);
