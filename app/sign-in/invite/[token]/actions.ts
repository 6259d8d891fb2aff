"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { startSession } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import * as invites from "@/lib/people/invite";
import { urls } from "@/lib/urls";

const accepted = z.object({ token: z.string(), password: z.string() });

/** Whoever holds the link becomes the person it invites, once. */
export const acceptInvite = publicAction(accepted, async ({ token, password }) => {
  const user = await invites.acceptInvite(database().db, token, password).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "link-used") redirect(`${urls.signIn}?error=link-used`);
    throw error;
  });
  await startSession(user);
  redirect(urls.admin.queue);
});
