import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/app/admin/_ui/door";
import { database } from "@/lib/database";
import { MIN_PASSWORD_LENGTH } from "@/lib/people/password";
import { isSetupLink } from "@/lib/people/setup-link";
import { urls } from "@/lib/urls";
import { SetupForm } from "./setup-form";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Set up",
  robots: { index: false, follow: false },
  // The token in the address is nobody else's business.
  referrer: "same-origin",
};

export default async function SetupPage({ searchParams }: PageProps<"/admin/setup">) {
  const { token } = await searchParams;
  if (typeof token !== "string") redirect(urls.signIn);
  if (!(await isSetupLink(database().db, token))) redirect(`${urls.signIn}?error=link-used`);
  return (
    <Door title="Set up">
      <SetupForm token={token} minPasswordLength={MIN_PASSWORD_LENGTH} />
    </Door>
  );
}
