import fc from "fast-check";
import { expect, test } from "vitest";
import { ArticleOrder } from "./article-order";

type Entry = { id: number; ms: number };

const packed = (entries: Entry[]) => {
  const bytes = Buffer.alloc(entries.length * 16);
  entries.forEach(({ id, ms }, index) => {
    bytes.writeBigInt64BE(BigInt(id), index * 16);
    bytes.writeBigInt64BE(BigInt(ms), index * 16 + 8);
  });
  return bytes;
};
/** Among those of one moment by id, as the database would have them by name. */
const inOrder = (entries: Entry[]) => entries.toSorted((a, b) => b.ms - a.ms || a.id - b.id);
const entry = fc.record({ id: fc.integer({ min: 1, max: 60 }), ms: fc.integer({ min: -20, max: 20 }) });

test("whatever comes and goes, it is as if sorted anew", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ id }) => id }),
      fc.array(fc.record({ entry, stays: fc.boolean() }), { maxLength: 80 }),
      (first, changes) => {
        const order = new ArticleOrder(packed(inOrder(first)));
        const known = new Map(first.map((one) => [one.id, one]));
        for (const { entry: one, stays } of changes) {
          order.remove(one.id);
          known.delete(one.id);
          if (!stays) continue;
          order.insert(one.id, one.ms);
          known.set(one.id, one);
          order.reorder(
            one.ms,
            order.ties(one.ms).toSorted((a, b) => a - b),
          );
        }
        expect(order.slice(0, 1_000)).toEqual(inOrder([...known.values()]).map(({ id }) => id));
        expect(order.length).toBe(known.size);
      },
    ),
  );
});

test("it grows beyond what was set aside for it", () => {
  const order = new ArticleOrder(Buffer.alloc(0));
  for (let id = 1; id <= 3_000; id++) order.insert(id, id);
  expect(order.slice(0, 2)).toEqual([3_000, 2_999]);
  expect(order.slice(2_998, 3_010)).toEqual([2, 1]);
});
