/** Who asks, as far as the network tells. */

const NETWORK_GROUPS = 4;

/**
 * The network address behind a request: the last one that was added to X-Forwarded-For, which is the nearest proxy's
 * word or, without a proxy, Next's own. An IPv6 address is cut to its /64, all of which one customer has.
 */
export function clientAddress(headers: { get(name: string): string | null }): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  if (last.startsWith("::ffff:")) return last.slice("::ffff:".length);
  return last.includes(":") ? last.split(":").slice(0, NETWORK_GROUPS).join(":") : last;
}
