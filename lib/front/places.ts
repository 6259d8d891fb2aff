/** Who stands where on the front page. Pure: scripts of the newsroom use it, too. */

/** Of the front page; older pages have as many. */
export const FRONT_PLACES = 30;

/** An article that editors gave a place. */
export type Pin = { id: number; place: number };

/**
 * Pins with the places where they stand: on one place the first of `pins` comes first, and the others move down. Those
 * that are moved off the page stand among the others by their heat.
 */
export function standing<P extends Pin>(pins: P[], places = FRONT_PLACES): { pin: P; stands: number }[] {
  const order = pins.map((pin, index) => ({ pin, index }));
  order.sort((a, b) => a.pin.place - b.pin.place || a.index - b.index);
  let last = 0;
  const stood = order.map(({ pin }) => {
    last = Math.max(last + 1, pin.place);
    return { pin, stands: last };
  });
  return stood.filter(({ stands }) => stands <= places);
}

/** The page: pinned articles at their places, the others in their order between them. No place stays empty. */
export function laidOut<T>(pinned: { item: T; stands: number }[], others: T[]): T[] {
  const page: T[] = [];
  const rest = [...others];
  for (const { item, stands } of pinned) {
    page.push(...rest.splice(0, stands - 1 - page.length));
    page.push(item);
  }
  return [...page, ...rest];
}
