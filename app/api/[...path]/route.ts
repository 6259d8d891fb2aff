/** Addresses below /api that are none. */
import { problem } from "@/app/_server/problem";

function answer(): Response {
  return problem(404, "There is no such address in the API.");
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
