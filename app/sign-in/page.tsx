import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentUser } from "@/app/_server/auth";
import { nextPath } from "@/app/_server/next-path";
import { Door } from "@/app/admin/_ui/door";
import { userCounts } from "@/db/users";
import { database } from "@/lib/database";
import { AppError, type ErrorCode } from "@/lib/errors";
import { SignInForm } from "./sign-in-form";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Sign in", robots: { index: false, follow: false } };

const TOLD: ErrorCode[] = ["too-many-attempts", "link-used", "start-over", "code-needed", "wrong-code"];

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, callbackUrl, error, done } = await searchParams;
  const path = nextPath(next ?? callbackUrl);
  if (await currentUser()) redirect(path);
  return (
    <Door title="Sign in">
      {done === "password" ? (
        <p className="done" role="status">
          Your new password is set. Sign in with it.
        </p>
      ) : null}
      {(await userCounts(database().db)).all === 0 ? (
        <p className="note">
          Nobody can sign in yet. Where Gazette runs it says a link for the first admin; else{" "}
          <code>npm run user -- add you@example.org --role admin</code> makes one.
        </p>
      ) : null}
      <SignInForm next={path} problem={problemOf(error)} />
    </Door>
  );
}

/** What an earlier attempt was refused for, as a sentence: next-auth gives the code on as `error`. */
function problemOf(error: string | string[] | undefined): string | null {
  if (error === undefined) return null;
  return new AppError(TOLD.find((code) => code === error) ?? "wrong-credentials").message;
}
