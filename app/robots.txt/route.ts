import { smallFile } from "@/app/_server/small-file";
import { robotsTxt } from "@/lib/discovery/robots";
import { site } from "@/lib/site";

export const dynamic = "force-dynamic";

export const GET = (): Response => smallFile(robotsTxt(site()), "text/plain; charset=utf-8");
