/** What the forms of somebody's own account send. */
import { z } from "zod";
import { LIFETIMES_DAYS } from "@/lib/people/api-tokens";

export const passwordForm = z.object({ password: z.string(), newPassword: z.string() });

export const sessionForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("end"), session: z.string() }),
  z.object({ act: z.literal("end-others") }),
]);

export const twoFactorForm = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["begin", "renew", "off"]), password: z.string() }),
  z.object({ act: z.literal("confirm"), code: z.string() }),
  z.object({ act: z.literal("cancel") }),
]);

export const tokenForm = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("make"),
    name: z.string(),
    write: z.literal("on").optional(),
    publish: z.literal("on").optional(),
    days: z.coerce.number().refine((days) => LIFETIMES_DAYS.some((known) => known === days)),
    password: z.string(),
  }),
  z.object({ act: z.literal("revoke"), id: z.coerce.number().int().positive() }),
]);
