import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentUser } from "@/app/_server/auth";
import { nextPath } from "@/app/_server/next-path";
import { Door } from "@/app/admin/_ui/door";
import { AppError, type ErrorCode } from "@/lib/errors";
import { SignInForm } from "./sign-in-form";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Sign in", robots: { index: false, follow: false } };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, callbackUrl, error } = await searchParams;
  const path = nextPath(next ?? callbackUrl);
  if (await currentUser()) redirect(path);
  return (
    <Door title="Sign in">
      <SignInForm next={path} problem={problemOf(error)} />
    </Door>
  );
}

/** next-auth's `error` parameter as a sentence. */
function problemOf(error: string | string[] | undefined): string | null {
  if (error === undefined) return null;
  const code: ErrorCode = error === "too-many-attempts" || error === "link-used" ? error : "wrong-credentials";
  return new AppError(code).message;
}
