/** What a form says that its editor saw. */
import { z } from "zod";
import { same } from "@/lib/article/same";
import type { Seen } from "@/lib/record/step";

/** As JSON in a hidden field. */
export const seenJson = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "is not what this page sent" });
      return z.NEVER;
    }
  })
  .pipe(
    z.object({ since: z.number().int().nonnegative(), fields: z.record(z.string(), z.unknown()) }),
  ) satisfies z.ZodType<Seen>;

/** Of these fields those that the editor made different. */
export function changedFields<F extends object>(fields: F, seen: Seen): Partial<F> {
  const entries = Object.entries(fields).filter(([name, value]) => !same(value, seen.fields[name]));
  return Object.fromEntries(entries) as Partial<F>;
}
