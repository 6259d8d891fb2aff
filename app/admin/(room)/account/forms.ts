/** What the forms of somebody's own account send. */
import { z } from "zod";

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
