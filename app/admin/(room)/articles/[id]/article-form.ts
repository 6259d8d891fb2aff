/** What the edit form sends. */
import { z } from "zod";
import type { Changes } from "@/lib/publishing/plan";

const WHOLE_NUMBER = "A whole number, or nothing.";
/** What has nine digits fits the database's integers. */
const MAX_SCORE = 999_999_999;
const WITHIN_LIMITS = `A whole number from −${MAX_SCORE.toLocaleString("en")} to ${MAX_SCORE.toLocaleString("en")}, or nothing.`;
const score = z
  .string()
  .trim()
  .regex(/^(-?\d+)?$/, WHOLE_NUMBER)
  .transform((text) => (text === "" ? null : Number(text)))
  .refine((value) => value === null || Math.abs(value) <= MAX_SCORE, WITHIN_LIMITS);
const whole = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** What a button does. Its second half: despite what was said, such as a low quality or somebody else's change. */
export const ACTS = ["save", "publish", "unpublish"] as const;
export type Act = (typeof ACTS)[number];

const form = z.object({
  id: whole,
  /** The version that the form shows. */
  version: whole,
  quality: score,
  heat: score,
  act: z.templateLiteral([z.enum(ACTS), z.enum(["", "-anyway", "-over"])]),
  /** The quality that a confirmation was asked for. */
  asked: score.optional(),
  /** The version whose changes the editor was told about. */
  told: whole.optional(),
});

export const articleForm = form.transform(({ id, version, quality, heat, act, asked, told }) => {
  const [verb, despite] = act.split("-") as [Act, string | undefined];
  const state = verb === "publish" ? "published" : verb === "unpublish" ? "unpublished" : undefined;
  const changes: Changes = { quality, heat: heat ?? "computed", state };
  return {
    act: verb,
    edit: {
      id,
      changes,
      version: despite === "over" ? (told ?? version) : version,
      confirmed: despite === "anyway" ? asked : undefined,
    },
  };
});
