import { expect, test } from "vitest";
import { isLoopback, isPublicAddress } from "./address";

test.each([
  ["this network", "0.0.0.0"],
  ["this network", "0.1.2.3"],
  ["private", "10.0.0.1"],
  ["private", "172.16.0.1"],
  ["private", "172.31.255.255"],
  ["private", "192.168.1.1"],
  ["carriers' own", "100.64.0.1"],
  ["carriers' own", "100.127.255.254"],
  ["loopback", "127.0.0.1"],
  ["loopback", "127.255.255.255"],
  ["link-local, metadata", "169.254.169.254"],
  ["metadata", "168.63.129.16"],
  ["metadata", "100.100.100.200"],
  ["protocols", "192.0.0.8"],
  ["examples", "192.0.2.1"],
  ["examples", "198.51.100.7"],
  ["examples", "203.0.113.9"],
  ["measurements", "198.18.0.1"],
  ["relays", "192.88.99.1"],
  ["multicast", "224.0.0.1"],
  ["multicast", "239.255.255.255"],
  ["reserved", "240.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["unspecified", "::"],
  ["loopback", "::1"],
  ["mapped loopback", "::ffff:127.0.0.1"],
  ["mapped private", "::ffff:10.0.0.1"],
  ["mapped metadata", "::ffff:a9fe:a9fe"],
  ["mapped, written out", "0:0:0:0:0:ffff:192.168.0.1"],
  ["compatible", "::127.0.0.1"],
  ["translated private", "64:ff9b::10.0.0.1"],
  ["translated metadata", "64:ff9b::a9fe:a9fe"],
  ["translated, local", "64:ff9b:1::1"],
  ["link-local", "fe80::1"],
  ["link-local with a zone", "fe80::1%eth0"],
  ["site-local", "fec0::1"],
  ["unique local", "fc00::1"],
  ["unique local, metadata", "fd00:ec2::254"],
  ["multicast", "ff02::1"],
  ["examples", "2001:db8::1"],
  ["examples", "3fff::1"],
  ["tunnels", "2001:0:1::1"],
  ["6to4 of a private one", "2002:a00:1::1"],
  ["discard", "100::1"],
  ["not an address", "example.com"],
  ["not an address", ""],
])("%s is not public: %s", (_, address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  "1.1.1.1",
  "8.8.8.8",
  "93.184.216.34",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700::1111",
  "::ffff:8.8.8.8",
  "64:ff9b::808:808",
])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

test("this machine", () => {
  expect(["127.0.0.1", "127.8.8.8", "::1"].map(isLoopback)).toEqual([true, true, true]);
  expect(["128.0.0.1", "::2", "localhost"].map(isLoopback)).toEqual([false, false, false]);
});
