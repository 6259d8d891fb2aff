import { database } from "@/lib/database";
import { LOGO_HASH, logoPicture } from "@/lib/settings/logo";

/** `/site-logo/{hash}`: a logo that was uploaded. Its address changes with its bytes, so it is kept for good. */
export async function GET(_request: Request, { params }: RouteContext<"/site-logo/[hash]">) {
  const { hash } = await params;
  const picture = LOGO_HASH.test(hash) ? await logoPicture(database().db, hash) : null;
  if (!picture) return new Response("Not found", { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "content-type": picture.type,
      "cache-control": "public, max-age=31536000, immutable",
      // Opened by itself it can do nothing but show.
      "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      "x-content-type-options": "nosniff",
    },
  });
}
