import { absence, pictures } from "@/app/_server/pictures";
import { PICTURE_KEY } from "@/lib/pictures/key";
import { PICTURE_TYPES, variantOf } from "@/lib/pictures/widths";

const LOCKED_IN = { "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff" };
/** What is not there may come: caches between are not to remember it for long. */
const SHORT = { "cache-control": "public, max-age=10" };

/**
 * `/images/{key}/{width}.avif` and `.webp`: pictures of articles and providers, in the widths that pages use. Keys are
 * made of addresses that articles and providers name: 404 for all others, and nothing to be seen for one that is not
 * there (yet), so that the drawing below it shows and no page has an error.
 */
export async function GET(_request: Request, { params }: RouteContext<"/images/[key]/[file]">) {
  const { key, file } = await params;
  const variant = PICTURE_KEY.test(key) ? variantOf(file) : null;
  const bytes = variant && (await pictures()({ key, ...variant }));
  if (variant && bytes) {
    const type = PICTURE_TYPES[variant.format];
    const forGood = "public, max-age=31536000, immutable";
    return new Response(new Uint8Array(bytes), {
      headers: { "content-type": type, "cache-control": forGood, ...LOCKED_IN },
    });
  }
  const absent = variant && (await absence(key));
  if (!absent) return new Response("Not found", { status: 404, headers: SHORT });
  return new Response(new Uint8Array(absent), {
    headers: { "content-type": PICTURE_TYPES.webp, ...SHORT, ...LOCKED_IN },
  });
}
