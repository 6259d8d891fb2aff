/** Which network addresses a server may be asked at: those of the public internet, so that nobody reaches inside through us. */
import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Of IANA's registries of special addresses. https://www.iana.org/assignments/iana-ipv4-special-registry */
const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  // Also where clouds tell their machines' secrets.
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // A cloud's own services on an address that looks public.
  "168.63.129.16/32",
];
/** Only 2000::/3 is given out at all; of it these are not the public internet, or lead to addresses of IPv4. */
const PUBLIC_V6 = "2000::/3";
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"];
/** IPv6 addresses that stand for an IPv4 address, which counts then: mapped, and as translators (NAT64) have them. */
const CARRIES_V4 = ["::ffff:0:0/96", "64:ff9b::/96"];

const notPublicV4 = listOf(NOT_PUBLIC_V4, "ipv4");
const publicV6 = listOf([PUBLIC_V6], "ipv6");
const notPublicV6 = listOf(NOT_PUBLIC_V6, "ipv6");
const carriesV4 = listOf(CARRIES_V4, "ipv6");
const loopbackV4 = listOf(["127.0.0.0/8"], "ipv4");
const loopbackV6 = listOf(["::1/128"], "ipv6");

/** Whether an IP address (not a name) is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublicV4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  if (carriesV4.check(address, "ipv6")) return isPublicAddress(carriedV4(address));
  return publicV6.check(address, "ipv6") && !notPublicV6.check(address, "ipv6");
}

/** Whether it is this machine itself. */
export function isLoopback(address: string): boolean {
  return isIPv4(address) ? loopbackV4.check(address, "ipv4") : isIPv6(address) && loopbackV6.check(address, "ipv6");
}

/** The last 32 bits as an IPv4 address. */
function carriedV4(address: string): string {
  // The URL parser writes any form of an IPv6 address in one way: hexadecimal, zeros folded.
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const last = (groups.at(-1) ?? "").split(":").slice(-2);
  const [high = 0, low = 0] = [...Array(2 - last.length).fill("0"), ...last].map((hex) =>
    Number.parseInt(hex || "0", 16),
  );
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function listOf(ranges: string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = "", bits] = range.split("/");
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}
