import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/app/admin/_ui/door";
import { PasswordForm } from "@/app/sign-in/password-form";
import { database } from "@/lib/database";
import { inviteOfToken } from "@/lib/people/invite";
import { MIN_PASSWORD_LENGTH } from "@/lib/people/password";
import { urls } from "@/lib/urls";
import { acceptInvite } from "./actions";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Join",
  robots: { index: false, follow: false },
  // The token in the address is nobody else's business.
  referrer: "same-origin",
};

/** Reached by a one-time link instead of a session. */
export default async function InvitePage({ params }: PageProps<"/sign-in/invite/[token]">) {
  const { token } = await params;
  const invited = await inviteOfToken(database().db, token);
  if (!invited) redirect(`${urls.signIn}?error=link-used`);
  return (
    <Door title="Join the newsroom">
      <PasswordForm
        token={token}
        email={invited.email}
        minPasswordLength={MIN_PASSWORD_LENGTH}
        save={acceptInvite}
        submit="Join"
      >
        You are invited as {invited.role === "admin" ? "an admin" : "an editor"}. Choose a password; this link works
        once, and from then on you sign in.
      </PasswordForm>
    </Door>
  );
}
