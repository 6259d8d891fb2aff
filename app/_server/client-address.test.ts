import { expect, test, vi } from "vitest";
import { clientAddress, limitedAddress } from "./client-address";

const from = (address: string | null) => new Headers(address === null ? {} : { "x-forwarded-for": address });

test.each([
  [null, ""],
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:127.0.0.1", "127.0.0.1"],
  ["203.0.113.9:4711", "203.0.113.9"],
  ["[2001:db8:1:2::1]:4711", "2001:db8:1:2"],
  ["::1", "0:0:0:0"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2:ffff::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["2001:db8::2", "2001:db8:0:0"],
])("%s is %s", (header, address) => {
  expect(clientAddress(from(header))).toBe(address);
});

test("RATE_LIMIT=off: nobody is counted by address", async () => {
  expect(limitedAddress(from("203.0.113.9"))).toBe("203.0.113.9");
  vi.resetModules();
  vi.stubEnv("RATE_LIMIT", "off");
  const { limitedAddress: unlimited } = await import("./client-address");
  expect(unlimited(from("203.0.113.9"))).toBe("");
  vi.unstubAllEnvs();
});
