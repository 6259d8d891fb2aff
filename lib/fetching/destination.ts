/** Where a request may go: to the public internet over http(s), and nowhere inside. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isLoopback, isPublicAddress } from "./address";
import { FetchRefusal } from "./refusal";

/** A host's addresses. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;
export type Reach = {
  /** Names to addresses; else the system's way. */
  resolve?: Resolve;
  /** Lets this machine be asked, on any port: for tests. */
  loopback?: boolean;
};

/** Longer ones are no addresses of anything that people link to. */
const MAX_URL_LENGTH = 4096;

/**
 * An address that may be asked as far as its text tells, without its fragment.
 * @throws FetchRefusal
 */
export function checkedUrl(address: string, { loopback = false }: Reach): URL {
  if (address.length > MAX_URL_LENGTH || !URL.canParse(address)) throw new FetchRefusal("That is not an address.");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FetchRefusal("Only http and https addresses are fetched.");
  }
  if (url.username !== "" || url.password !== "") throw new FetchRefusal("The address has a name or a password in it.");
  // The port that belongs to the protocol is left out of it.
  const isUsual = url.port === "" || url.port === "80" || url.port === "443";
  if (!isUsual && !loopback) throw new FetchRefusal("Only the usual ports, 80 and 443, are asked.");
  url.hash = "";
  return url;
}

/**
 * The network addresses of its host, all of which may be asked. The connection must go to one of these, whatever the
 * name says later.
 * @throws FetchRefusal
 */
export async function addressesOf(url: URL, { resolve = resolveAll, loopback = false }: Reach) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);
  if (found.length === 0) throw new FetchRefusal("There is no such host.");
  // A host with one address inside is not asked at any.
  if (!found.every(({ address }) => isPublicAddress(address) || (loopback && isLoopback(address)))) {
    throw new FetchRefusal("That address is not one of the public internet.");
  }
  return found;
}

const resolveAll: Resolve = async (host) => {
  try {
    return await lookup(host, { all: true });
  } catch {
    // Or there is no network: nobody can tell.
    throw new FetchRefusal("There is no such host.", true);
  }
};
