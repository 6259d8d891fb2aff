/** What the forms of the page about people send. */
import { z } from "zod";

const email = z.string().max(320);
const role = z.enum(["editor", "admin"], "Choose editor or admin.");

export const inviteForm = z.object({ email, role });

export const openInviteForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("renew"), email, role }),
  z.object({ act: z.literal("withdraw"), email }),
]);

export const personForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("role"), email, role }),
  z.object({ act: z.enum(["disable", "enable", "reset", "remove-two-factor"]), email }),
]);
