/** Social cards as the routes answer them: drawn once, few at a time, the last ones kept. */
import { LRUCache } from "lru-cache";
import { type CardText, drawCard } from "@/lib/cards/draw";
import { Busy, gate } from "@/lib/pictures/gate";

/** A card has about 30 kB. Searches have addresses without number, so they push out, and keep waiting, only each other. */
const MAX_KEPT_BYTES = 8 * 1024 * 1024;
const DRAWN_AT_ONCE = 1;
const WAITING = 10;

type Drawer = { kept: LRUCache<string, Buffer>; drawing: ReturnType<typeof gate> };
type Kept = { cards: Drawer; searches: Drawer };
const KEY = Symbol.for("gazette.cards");
/** On globalThis, since the bundler makes several copies of a module: the bounds are the process's. */
const shared = globalThis as { [KEY]?: Kept };
const drawer = (): Drawer => ({
  kept: new LRUCache({ maxSize: MAX_KEPT_BYTES, sizeCalculation: ({ length }) => length }),
  drawing: gate({ atOnce: DRAWN_AT_ONCE, waiting: WAITING }),
});

/** The card as a response; null: 404. `search`: it stands for what somebody typed. */
export async function cardResponse(text: CardText | null, { search = false } = {}): Promise<Response> {
  if (text === null)
    return new Response("Not found", { status: 404, headers: { "cache-control": "public, max-age=60" } });
  shared[KEY] ??= { cards: drawer(), searches: drawer() };
  const { kept, drawing } = search ? shared[KEY].searches : shared[KEY].cards;
  const key = JSON.stringify(text);
  try {
    // Whoever waited looks again: another may have drawn it meanwhile.
    const bytes = kept.get(key) ?? (await drawing(async () => kept.get(key) ?? drawCard(text)));
    kept.set(key, bytes);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "image/png",
        // Titles are corrected now and then.
        "cache-control": "public, max-age=3600",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    return new Response("Too many cards at once", {
      status: 503,
      headers: { "retry-after": "10", "cache-control": "no-store" },
    });
  }
}

/** `{name}.png` → the name; null for another file. */
export const cardName = (file: string) => (file.endsWith(".png") ? file.slice(0, -".png".length) : null);
