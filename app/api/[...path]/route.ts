/** Addresses below /api that are none. */
import { CORS_HEADERS, problem } from "@/app/_server/problem";

function answer(): Response {
  return problem(404, "There is no such address in the API.");
}

/** A browser asks so before it reads from another site: it is to hear what is not there, too. */
export function OPTIONS(): Response {
  return new Response(null, { status: 204, headers: { allow: "OPTIONS", ...CORS_HEADERS } });
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
