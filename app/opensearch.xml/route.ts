import { smallFile } from "@/app/_server/small-file";
import { openSearchDescription } from "@/lib/discovery/opensearch";
import { site } from "@/lib/site";

export const dynamic = "force-dynamic";

export const GET = (): Response =>
  smallFile(openSearchDescription(site()), "application/opensearchdescription+xml; charset=utf-8");
