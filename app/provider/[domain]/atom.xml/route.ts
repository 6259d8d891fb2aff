import type { NextRequest } from "next/server";
import { providerFeed } from "@/app/_server/list-feed";
import { FORMATS } from "@/lib/syndication/formats";

export const GET = (request: NextRequest): Promise<Response> => providerFeed(request, FORMATS.atom);
