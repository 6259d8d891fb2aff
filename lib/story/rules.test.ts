import fc from "fast-check";
import { expect, test } from "vitest";
import { leadOf, type Member, settled } from "./rules";

const member = (id: number, quality: number | null, rest: Partial<Member> = {}): Member => ({
  isLive: (rest.state ?? "published") === "published",
  id,
  quality,
  state: "published",
  publishedAt: new Date(2024, 0, 1),
  heatGiven: null,
  ...rest,
});
const heats = (...members: Member[]) => settled(members).map(({ heat }) => heat);

test.each<[string, Member[], number | undefined]>([
  ["the highest quality leads", [member(1, 60), member(2, 80)], 2],
  ["only what is published leads", [member(1, 60), member(2, 80, { state: "unpublished" })], 1],
  ["of equals the older leads", [member(1, 60), member(2, 60, { publishedAt: new Date(2023, 0, 1) })], 2],
  ["of equals of one time the first leads", [member(2, 60), member(1, 60)], 1],
  ["what is live leads before what is only published", [member(1, 60), member(2, 80, { isLive: false })], 1],
  [
    "also before one that was chosen",
    [member(1, 60), member(2, 50), member(3, 40, { isLive: false, leadGiven: true })],
    1,
  ],
  ["the chosen one of those that are live", [member(1, 60), member(2, 50, { leadGiven: true })], 2],
  ["none live, the best that is published", [member(1, 60, { isLive: false }), member(2, 80, { isLive: false })], 2],
  ["without quality comes last", [member(1, null), member(2, -5)], 2],
  [
    "nothing published, no lead",
    [member(1, 60, { state: "queued" }), member(2, 50, { state: "unpublished" })],
    undefined,
  ],
])("%s", (_, members, lead) => {
  expect(leadOf(members)?.id).toBe(lead);
});

test.each<[string, Member[], (number | null)[]]>([
  ["a lead gets 10 for each other", [member(1, 87), member(2, 37), member(3, 37)], [107, -1, -1]],
  ["alone counts quality", [member(1, 72, { state: "unpublished" })], [72]],
  ["alone without quality has none", [member(1, null)], [null]],
  ["a lead without quality has none", [member(1, null), member(2, 9, { state: "queued" })], [null, -1]],
  ["without a lead all are coverage", [member(1, 9, { state: "queued" }), member(2, 8, { state: "queued" })], [-1, -1]],
  ["set by hand stays", [member(1, 87, { heatGiven: 5 }), member(2, 37, { heatGiven: 0 })], [5, 0]],
  ["numbers do not overflow", [member(1, 2 ** 31 - 1), member(2, 1)], [2 ** 31 - 1, -1]],
])("heat: %s", (_, members, expected) => {
  expect(heats(...members)).toEqual(expected);
});

test("exactly the members besides the lead are coverage, in any order", () => {
  const members = fc.uniqueArray(
    fc.record({
      id: fc.nat(),
      quality: fc.option(fc.integer({ min: -5, max: 5 })),
      state: fc.constantFrom("queued", "published", "unpublished"),
      isLive: fc.boolean(),
      publishedAt: fc.constantFrom(new Date(0), new Date(1)),
      heatGiven: fc.constant(null),
    }) as fc.Arbitrary<Member>,
    { selector: ({ id }) => id, minLength: 2 },
  );
  fc.assert(
    fc.property(members, (given) => {
      const once = settled(given);
      const byId = (list: typeof once) => [...list].sort((a, b) => a.member.id - b.member.id);
      expect(byId(settled([...given].reverse()))).toEqual(byId(once));
      expect(once.filter(({ isCoverage }) => !isCoverage).map(({ member }) => member.id)).toEqual(
        [leadOf(given)?.id].filter((id) => id !== undefined),
      );
    }),
  );
});
