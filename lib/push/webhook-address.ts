import { isIP } from "node:net";
import { AppError } from "../errors";
import { addressesOf, checkedUrl } from "../fetching/destination";
import { FetchRefusal } from "../fetching/refusal";

/**
 * An address that messages may go to, as far as can be told without asking anybody: what names stand for is looked at
 * each time something is sent.
 * @throws AppError invalid, with the field `url`
 */
export async function checkedAddress(given: string): Promise<string> {
  try {
    const url = checkedUrl(given.trim(), {});
    const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
    if (isIP(host) || host === "localhost" || host.endsWith(".localhost")) await addressesOf(url, {});
    return url.href;
  } catch (error) {
    if (!(error instanceof FetchRefusal)) throw error;
    throw new AppError("invalid", { message: error.message, fields: { url: error.message } });
  }
}
