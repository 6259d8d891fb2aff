/** Where the search page says that a search which was typed is finished, so that it is counted without running it again. */
import { noteSearch } from "@/lib/search/log";
import { MAX_QUERY_LENGTH } from "@/lib/search/query";

/** Room for the longest query with each character escaped. */
const MAX_BODY_BYTES = 8_192;
const TOTAL = /^\d{1,9}$/;

/** Takes a form of `q` and `total`, what the reader saw. What is no search of a reader is not counted. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request.headers)) return new Response(null, { status: 403 });
  const length = request.headers.get("content-length");
  if (!length || Number(length) > MAX_BODY_BYTES) return new Response(null, { status: 413 });
  const form = new URLSearchParams(await request.text());
  const [q, total] = [form.get("q") ?? "", form.get("total") ?? ""];
  if (q.length <= MAX_QUERY_LENGTH && TOTAL.test(total)) noteSearch(q, Number(total));
  return new Response(null, { status: 204 });
}

/** Whether a page of this site asks. Browsers leave Sec-Fetch-Site out where there is no https. */
function isFromHere(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
