import { pictures } from "@/app/_server/pictures";
import { Busy } from "@/lib/pictures/gate";
import { PICTURE_KEY } from "@/lib/pictures/key";
import { PICTURE_TYPES, variantOf } from "@/lib/pictures/widths";

/** What is not there may come: caches between are not to remember it for long. */
const ABSENT = { "cache-control": "public, max-age=10" };

/**
 * `/images/{key}/{width}.avif` and `.webp`: pictures of articles and providers, in the widths that pages use. Keys are
 * made of addresses that articles and providers name, and of no others.
 */
export async function GET(_request: Request, { params }: RouteContext<"/images/[key]/[file]">) {
  const { key, file } = await params;
  const variant = PICTURE_KEY.test(key) ? variantOf(file) : null;
  if (variant === null) return new Response("Not found", { status: 404, headers: ABSENT });
  try {
    const bytes = await pictures()({ key, ...variant });
    if (bytes === null) return new Response("Not found", { status: 404, headers: ABSENT });
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": PICTURE_TYPES[variant.format],
        "content-length": String(bytes.length),
        "cache-control": "public, max-age=31536000, immutable",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    return new Response("Too many pictures at once", {
      status: 503,
      headers: { "retry-after": "5", "cache-control": "no-store" },
    });
  }
}
