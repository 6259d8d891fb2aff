/** What a request is called: in the log, in the answer, in what is told of errors. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export const REQUEST_ID_HEADER = "x-request-id";
/** It stands in headers and log lines: nothing that could end one. */
const USABLE = /^[\w.:-]{1,128}$/;

/** Gives the id, and says it in the answer: what a trusted proxy says, else a new one. Nobody else may choose it. */
export function settleRequestId(
  { headers }: Pick<IncomingMessage, "headers">,
  response: Pick<ServerResponse, "setHeader">,
  trustProxy: boolean,
): string {
  const given = trustProxy ? String(headers[REQUEST_ID_HEADER] ?? "") : "";
  const id = USABLE.test(given) ? given : randomUUID();
  headers[REQUEST_ID_HEADER] = id;
  response.setHeader(REQUEST_ID_HEADER, id);
  return id;
}
