import fc from "fast-check";
import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { codeAt, newTotpSecret, stepOfCode, totpAddress } from "./totp";

/** RFC 6238, appendix B, for SHA-1; of its eight digits apps show the last six. */
const RFC_SECRET = Secret.fromUTF8("12345678901234567890").base32;

test.each([
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
])("at second %i the code is the RFC's", (second, digits) => {
  const at = new Date(second * 1000);
  expect(codeAt(RFC_SECRET, at)).toBe(digits.slice(2));
  expect(stepOfCode(RFC_SECRET, digits.slice(2), at)).toBe(Math.floor(second / 30));
});

test("a code fits its own step and one step beside it, as that step, and no other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 2 ** 31 }), fc.integer({ min: -50, max: 50 }), (step, drift) => {
      const code = codeAt(RFC_SECRET, new Date(step * 30_000));
      const found = stepOfCode(RFC_SECRET, code, new Date((step + drift) * 30_000 + 15_000));
      // Two steps may have the same code, once in a million.
      if (Math.abs(drift) <= 1) expect(found).not.toBeNull();
      else if (found !== null) expect(codeAt(RFC_SECRET, new Date(found * 30_000))).toBe(code);
      if (found !== null) expect(Math.abs(found - step - drift)).toBeLessThanOrEqual(1);
    }),
  );
});

test("what is not six digits fits never", () => {
  const now = new Date(59_000);
  for (const typed of ["", "28708", "2870822", "287 082", "28708２", "-28708", "0x1234", "28708a"]) {
    expect(stepOfCode(RFC_SECRET, typed, now), typed).toBeNull();
  }
  fc.assert(fc.property(fc.string(), (typed) => /^\d{6}$/.test(typed) || stepOfCode(RFC_SECRET, typed, now) === null));
});

test("secrets are of 160 bits, and each another", () => {
  const secrets = Array.from({ length: 20 }, newTotpSecret);
  expect(new Set(secrets).size).toBe(20);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test("an app's address names the site and the person, whatever they are called", () => {
  const address = new URL(totpAddress(RFC_SECRET, { site: "The: Gazette & Co", email: "a+b@desk.example" }));
  expect(address.protocol).toBe("otpauth:");
  expect(decodeURIComponent(address.pathname)).toContain("The  Gazette & Co:a+b@desk.example");
  expect(address.searchParams.get("secret")).toBe(RFC_SECRET);
});
