"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { endSession, limits, startSession } from "@/app/_server/auth";
import { limitedAddress } from "@/app/_server/client-address";
import { nextPath } from "@/app/_server/next-path";
import { database } from "@/lib/database";
import { signIn } from "@/lib/people/sign-in";
import { urls } from "@/lib/urls";

const credentials = z.object({ email: z.string(), password: z.string(), next: z.string().optional() });

export const signInWithPassword = publicAction(credentials, async ({ email, password, next }) => {
  const attempt = { email, password, address: limitedAddress(await headers()), now: new Date() };
  await startSession(await signIn(database().db, attempt, limits()));
  redirect(nextPath(next));
});

export async function signOut(): Promise<void> {
  await endSession();
  redirect(urls.signIn);
}
