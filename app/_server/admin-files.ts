/** The one way for admins to send files and to fetch them: who, where from, and answers for scripts and for plain forms. */
import type { NextRequest } from "next/server";
import type { Actor } from "@/db/audit";
import type { User } from "@/db/users";
import { AppError } from "@/lib/errors";
import { currentUser, mayAct } from "./auth";
import { signInPath } from "./next-path";
import { type Received, receiveFiles, UPLOAD_PROBLEMS } from "./receive-files";
import { comesFromHere } from "./same-origin";

const NO_STORE = { "cache-control": "no-store" };
/** In the address of the page that a plain form comes back to. */
export const PROBLEM_PARAMETER = "problem";

type Route<C> = (request: NextRequest, context: C) => Promise<Response>;

/** A route that gives a file to admins; null: there is none. Without a session it leads to the sign-in page. */
export function adminDownload<C>(find: (context: C) => Promise<Response | null>): Route<C> {
  return async (request, context) => {
    const by = await currentUser();
    if (!by) return seeOther(signInPath(request.nextUrl.pathname));
    const found = mayAct(by, "admin") ? await find(context) : null;
    return found ?? new Response("There is no such file.", { status: 404, headers: NO_STORE });
  };
}

/**
 * A route that admins POST files to (multipart/form-data), with a progress bar by a script or as a plain form. The
 * script gets JSON; the form is led to the page that `act` names, or back to `page` with the problem.
 */
export function adminUpload(
  page: string,
  act: (received: Received, by: Actor & User) => Promise<{ id: number; page: string }>,
): Route<unknown> {
  return async (request) => {
    const isScript = request.headers.get("accept")?.startsWith("application/json") ?? false;
    const refuse = (status: number, problem: string, detail: string) =>
      isScript
        ? Response.json({ status, code: problem, title: detail, detail }, { status, headers: NO_STORE })
        : seeOther(`${page}?${new URLSearchParams({ [PROBLEM_PARAMETER]: problem })}`);
    const by = await currentUser();
    if (!by) {
      return isScript ? refuse(401, "signed-out", "You are signed out. Sign in again.") : seeOther(signInPath(page));
    }
    if (!mayAct(by, "admin")) return refuse(403, "not-allowed", UPLOAD_PROBLEMS["not-allowed"]);
    if (!comesFromHere(request)) return refuse(403, "other-site", UPLOAD_PROBLEMS["other-site"]);
    try {
      const received = await receiveFiles(request);
      try {
        const done = await act(received, { ...by, name: by.email });
        return isScript ? Response.json({ id: done.id }, { headers: NO_STORE }) : seeOther(done.page);
      } finally {
        await received.remove();
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refuse(error.status, error.fields?.files ?? error.code, error.message);
    }
  };
}

/** The browser resolves the path, whatever host it used. */
const seeOther = (path: string) => new Response(null, { status: 303, headers: { location: path, ...NO_STORE } });
