import { ISOTHERM_SEED_LENGTH, isotherm } from "@/lib/isotherm";

/** `/isotherm/{seed}.svg`: the drawing in place of a picture. */
export async function GET(_request: Request, { params }: RouteContext<"/isotherm/[seed]">) {
  const seed = seedOf((await params).seed);
  if (seed === null) return new Response("Not found", { status: 404 });
  return new Response(isotherm(seed), {
    headers: {
      "content-type": "image/svg+xml",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'",
      "x-content-type-options": "nosniff",
    },
  });
}

/** Next gives the segment decoded to routes, and an address that can't be decoded never gets here. */
function seedOf(file: string): string | null {
  if (!file.endsWith(".svg")) return null;
  const seed = file.slice(0, -".svg".length);
  return seed.length > ISOTHERM_SEED_LENGTH ? null : seed;
}
