import { smallFile } from "@/app/_server/small-file";
import { webManifest } from "@/lib/discovery/manifest";
import { site } from "@/lib/site";

export const dynamic = "force-dynamic";

export const GET = (): Response => smallFile(JSON.stringify(webManifest(site())), "application/manifest+json");
