import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/app/_server/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

const TOO_MANY_REQUESTS = 429;

/** next-auth's answer. Whoever has to wait is told for how long, which next-auth has no words for. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  let retryAfterS: number | undefined;
  const options = authOptions(request.headers, (error) => {
    retryAfterS = error.retryAfterS;
  });
  const response: Response = await NextAuth(request, context, options);
  if (retryAfterS === undefined) return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", String(retryAfterS));
  // A browser's form is sent on to the sign-in page; a client that reads JSON got a 401.
  const status = response.status === 401 ? TOO_MANY_REQUESTS : response.status;
  return new Response(response.body, { status, headers });
}

export { handler as GET, handler as POST };
