/** Who asks, as far as the network tells. */
import { env } from "@/lib/env";

const NETWORK_GROUPS = 4;
/** Some proxies add one: 203.0.113.9:4711, [2001:db8::1]:4711. */
const PORT = /^([\d.]+):\d+$|^\[(.*)\](?::\d+)?$/;

type Headers = { get(name: string): string | null };

/**
 * The network address behind a request: the socket's or, with TRUST_PROXY=on, what the nearest proxy says
 * (forwarding.ts sees to that). An IPv6 address is cut to its /64, all of which one customer has. "" if not known.
 */
export function clientAddress(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.trim().replace(PORT, "$1$2") ?? "";
  if (address.startsWith("::ffff:")) return address.slice("::ffff:".length);
  return address.includes(":") ? network(address) : address;
}

/** The address that limits count by; "" where they are switched off (RATE_LIMIT=off), or it is not known. */
export function limitedAddress(headers: Headers): string {
  return env().RATE_LIMIT === "on" ? clientAddress(headers) : "";
}

/** The first groups of an IPv6 address, with the zeros that `::` stands for. */
function network(address: string): string {
  const [before = "", after] = address.split("::");
  const groups = before === "" ? [] : before.split(":");
  const rest = after ? after.split(":") : [];
  const zeros = after === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array<string>(zeros).fill("0"), ...rest].slice(0, NETWORK_GROUPS).join(":");
}
