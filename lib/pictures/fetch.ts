/** Gets a picture from where it comes from. */
import type { Reach } from "../fetching/destination";
import { FetchRefusal } from "../fetching/refusal";
import { type Head, request } from "../fetching/request";

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
export const PICTURE_TIMEOUT_MS = 15_000;
/** Another try may help: the server is busy, or asks to come later. */
const PASSING_STATUS = [408, 425, 429];

export type PictureFetch = Reach & { agent: string; signal?: AbortSignal; timeoutMs?: number };

/**
 * The bytes at an address; what they are is for others to see.
 * @throws FetchRefusal for whatever goes wrong; `isPassing` where another try may help
 */
export async function fetchPicture(
  url: string,
  { timeoutMs = PICTURE_TIMEOUT_MS, ...options }: PictureFetch,
): Promise<Buffer> {
  const { bytes } = await request(url, {
    ...options,
    timeoutMs,
    what: "picture",
    headers: { accept: "image/avif, image/webp, image/png, image/jpeg, image/gif" },
    maxBytes: MAX_PICTURE_BYTES,
    longer: "refuse",
    check,
  });
  return bytes;
}

function check({ status, headers }: Head): void {
  if (status < 200 || status >= 300) {
    throw new FetchRefusal(`Its server answered ${status}.`, status >= 500 || PASSING_STATUS.includes(status));
  }
  if (Number(headers["content-length"]) > MAX_PICTURE_BYTES) throw new FetchRefusal("The picture is too big.");
}
