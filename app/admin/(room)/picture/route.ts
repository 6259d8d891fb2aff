/**
 * `/admin/picture?url=…`: how a picture will look that an editor types the address of. It is fetched by us, so the
 * editor's browser talks to nobody else; only our own pages may ask, since any page could name a picture by this.
 */
import type { NextRequest } from "next/server";
import { requireRole } from "@/app/_server/auth";
import { namePicture } from "@/db/pictures";
import { isImageUrl } from "@/lib/article/link";
import { database } from "@/lib/database";
import { pictureKey } from "@/lib/pictures/key";
import { urls } from "@/lib/urls";

export const dynamic = "force-dynamic";

const PREVIEW_WIDTH = 640;
const NO_STORE = { "cache-control": "no-store" };

export async function GET(request: NextRequest): Promise<Response> {
  const url = request.nextUrl.searchParams.get("url") ?? "";
  await requireRole("editor", urls.admin.picture(url));
  const from = request.headers.get("sec-fetch-site");
  if (from !== null && from !== "same-origin") return new Response("Not from here", { status: 403, headers: NO_STORE });
  const key = isImageUrl(url) ? pictureKey(url) : null;
  if (key === null) return new Response("Not a picture's address", { status: 400, headers: NO_STORE });
  await namePicture(database().db, url);
  return new Response(null, {
    status: 302,
    headers: { ...NO_STORE, location: urls.image(key, PREVIEW_WIDTH, "webp") },
  });
}
