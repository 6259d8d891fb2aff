import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSecondStep, currentUser } from "@/app/_server/auth";
import { nextPath, signInPath } from "@/app/_server/next-path";
import { Door } from "@/app/admin/_ui/door";
import { urls } from "@/lib/urls";
import { CodeForm } from "./code-form";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Your code", robots: { index: false, follow: false } };

/** The second step: who has not taken the first is sent there. */
export default async function CodePage({ searchParams }: PageProps<"/sign-in/code">) {
  const { next, recovery } = await searchParams;
  const path = nextPath(next);
  if (await currentUser()) redirect(path);
  if (!(await currentSecondStep())) redirect(signInPath(path));
  const withRecovery = recovery !== undefined;
  return (
    <Door title={withRecovery ? "A recovery code" : "Your code"}>
      <CodeForm key={String(withRecovery)} next={path} withRecovery={withRecovery} />
      <p className="door-ways">
        <a href={urls.signInCode(path, !withRecovery)}>
          {withRecovery ? "Use the authenticator app" : "Use a recovery code"}
        </a>
        <a href={signInPath(path)}>Begin again</a>
      </p>
    </Door>
  );
}
