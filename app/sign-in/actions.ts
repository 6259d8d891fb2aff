"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { currentSecondStep, endSession, limits, startSecondStep, startSession } from "@/app/_server/auth";
import { limitedAddress } from "@/app/_server/client-address";
import { nextPath } from "@/app/_server/next-path";
import { sessionSecret } from "@/app/_server/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { signInWithCode } from "@/lib/people/second-step";
import { signIn } from "@/lib/people/sign-in";
import { urls } from "@/lib/urls";

const credentials = z.object({ email: z.string(), password: z.string(), next: z.string().optional() });
const second = z.object({ code: z.string(), next: z.string().optional() });

/** The first step, and the only one where the account asks for no code. */
export const signInWithPassword = publicAction(credentials, async ({ email, password, next }) => {
  const attempt = { email, password, address: limitedAddress(await headers()), now: new Date() };
  const { user, needsCode } = await signIn(database().db, attempt, limits());
  if (needsCode) {
    await startSecondStep(user);
    redirect(urls.signInCode(nextPath(next)));
  }
  await startSession(user);
  redirect(nextPath(next));
});

export const giveCode = publicAction(second, async ({ code, next }) => {
  const step = await currentSecondStep();
  if (!step) throw new AppError("start-over");
  const attempt = { ...step, code, address: limitedAddress(await headers()), now: new Date() };
  await startSession(await signInWithCode(database().db, attempt, { limits: limits(), secret: sessionSecret() }));
  redirect(nextPath(next));
});

export async function signOut(): Promise<void> {
  await endSession();
  redirect(urls.signIn);
}
