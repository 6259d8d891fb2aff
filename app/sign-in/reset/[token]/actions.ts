"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { endSession, limits } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import * as links from "@/lib/people/reset-link";
import { urls } from "@/lib/urls";

const given = z.object({ token: z.string(), password: z.string() });

/** Whoever holds the link sets that person's password, once. It lets nobody in: a code may be asked for, too. */
export const resetPassword = publicAction(given, async ({ token, password }) => {
  await links.resetPassword(database().db, token, password, limits()).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "link-used") redirect(`${urls.signIn}?error=link-used`);
    throw error;
  });
  await endSession();
  redirect(`${urls.signIn}?done=password`);
});
