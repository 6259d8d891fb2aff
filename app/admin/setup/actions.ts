"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/app/_server/action";
import { startSession } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { redeemSetupLink } from "@/lib/people/setup-link";
import { urls } from "@/lib/urls";

const firstAdmin = z.object({ token: z.string(), email: z.string(), password: z.string() });

/** Whoever holds the link may make the first admin, once. */
export const createFirstAdmin = publicAction(firstAdmin, async ({ token, email, password }) => {
  const user = await redeemSetupLink(database().db, token, email, password).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "link-used") redirect(`${urls.signIn}?error=link-used`);
    throw error;
  });
  await startSession(user);
  redirect(urls.admin.articles);
});
