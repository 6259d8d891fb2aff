import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

test.each([
  [null, ""],
  ["203.0.113.9", "203.0.113.9"],
  ["198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["::ffff:127.0.0.1", "127.0.0.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2:ffff::1", "2001:db8:1:2"],
])("%s is %s", (header, address) => {
  expect(clientAddress(new Headers(header === null ? {} : { "x-forwarded-for": header }))).toBe(address);
});
