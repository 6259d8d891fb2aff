/** Pages that cannot be made since the database is away: 503, and when to come again, rather than 500. */
import type { ServerResponse } from "node:http";
import { watchQueries } from "@/db/query-times";
import { requestContext } from "@/lib/log/request-context";
import { RETRY_AFTER_S } from "@/lib/search/unavailable";

/** Notes for each request whether its queries failed for that reason. Once a process. */
export function watchForAbsence(): void {
  const context = requestContext();
  watchQueries(({ isAway }) => {
    const request = context.getStore();
    if (request && isAway) request.withoutDatabase = true;
  });
}

/** Search engines come again after a 503; after a 500 they may take the page for broken. */
export function tellAbsence(response: ServerResponse): void {
  const request = requestContext().getStore();
  const write = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status !== 500 || !request?.withoutDatabase) return write(status, ...rest);
    response.statusCode = 503;
    response.setHeader("retry-after", RETRY_AFTER_S);
    return write(503, ...rest);
  };
}
