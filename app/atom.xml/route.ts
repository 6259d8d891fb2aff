import type { NextRequest } from "next/server";
import { siteFeed } from "@/app/_server/site-feed";
import { FORMATS } from "@/lib/syndication/formats";

export const GET = (request: NextRequest): Promise<Response> => siteFeed(request, FORMATS.atom);
