import fc from "fast-check";
import { expect, test } from "vitest";
import { seal, unseal } from "./sealed";

const SECRET = "a secret of this test";

test("what is sealed can be opened, for its purpose and with its secret alone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, purpose) => {
      const sealed = seal(text, purpose, SECRET);
      expect(unseal(sealed, purpose, SECRET)).toBe(text);
      expect(unseal(sealed, `${purpose}1`, SECRET)).toBeNull();
      expect(unseal(sealed, purpose, "another secret")).toBeNull();
    }),
    { numRuns: 20 },
  );
});

test("a changed sign shows, and what was never sealed is nothing", () => {
  const sealed = seal("JBSWY3DPEHPK3PXP", "totp 1", SECRET);
  expect(sealed).not.toContain("JBSW");
  for (let at = 3; at < sealed.length - 1; at++) {
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(unseal(changed, "totp 1", SECRET), String(at)).toBeNull();
  }
  for (const text of ["", "v1", "v1.", "v1.AAAA", "v2.AAAA", "JBSWY3DPEHPK3PXP"]) {
    expect(unseal(text, "totp 1", SECRET)).toBeNull();
  }
});

test("the same is sealed otherwise each time", () => {
  expect(seal("x", "totp 1", SECRET)).not.toBe(seal("x", "totp 1", SECRET));
});
