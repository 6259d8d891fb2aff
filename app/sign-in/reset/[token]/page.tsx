import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/app/admin/_ui/door";
import { PasswordForm } from "@/app/sign-in/password-form";
import { database } from "@/lib/database";
import { MIN_PASSWORD_LENGTH } from "@/lib/people/password";
import { resetLinkOfToken } from "@/lib/people/reset-link";
import { urls } from "@/lib/urls";
import { resetPassword } from "./actions";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "New password",
  robots: { index: false, follow: false },
  // The token in the address is nobody else's business.
  referrer: "same-origin",
};

/** Reached by a one-time link instead of a session. */
export default async function ResetPage({ params }: PageProps<"/sign-in/reset/[token]">) {
  const { token } = await params;
  const whose = await resetLinkOfToken(database().db, token);
  if (!whose) redirect(`${urls.signIn}?error=link-used`);
  return (
    <Door title="A new password">
      <PasswordForm
        token={token}
        email={whose.email}
        minPasswordLength={MIN_PASSWORD_LENGTH}
        save={resetPassword}
        submit="Set it"
      >
        This link works once. The new password signs you out everywhere; then you sign in with it.
      </PasswordForm>
    </Door>
  );
}
