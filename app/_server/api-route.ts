/** Routes of the API: whatever happens inside, the answer is one of the API. */
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import { isUnavailable, RETRY_AFTER_S, UNAVAILABLE_NOTE } from "@/lib/search/unavailable";
import { problem } from "./problem";

type Answer = (request: NextRequest) => Promise<Response>;

/** Answers 503 where no search engine did, and 500 with the id of what is logged after any other error. */
export const apiRoute =
  (answer: Answer): Answer =>
  async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (isUnavailable(error)) return problem(503, UNAVAILABLE_NOTE, {}, { "retry-after": String(RETRY_AFTER_S) });
      const id = randomUUID();
      console.error(`API, ${request.nextUrl.pathname}, error ${id}:`, error);
      return problem(500, `An unexpected error, logged here as ${id}.`);
    }
  };
