/** What can be done to many articles at once, as scripts send it. */
import { z } from "zod";

const MAX_SCORE = 999_999_999;
const MAX_ID_LENGTH = 200;
/** In one request; more are a job. */
export const MAX_AT_ONCE = 500;
/** Chosen one by one. */
export const MAX_CHOSEN = 5_000;

const score = z.number("must be a whole number").int("must be a whole number").min(-MAX_SCORE).max(MAX_SCORE);
const moment = z.iso.datetime("is not a date").nullable();
/** What is below the minimum quality, or not judged, is published only where that is said. */
const belowMinimum = z.enum(["leave", "publish"]).default("leave");

export const operation = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("publish"), belowMinimum }),
  z.strictObject({ do: z.literal("unpublish") }),
  z.strictObject({ do: z.literal("requeue") }),
  z.strictObject({ do: z.literal("quality"), quality: score.nullable() }),
  z.strictObject({ do: z.literal("heat"), heat: z.union([score, z.literal("computed")]) }),
  z.strictObject({ do: z.literal("add-topic"), topic: z.string().min(1).max(MAX_ID_LENGTH) }),
  z.strictObject({ do: z.literal("remove-topic"), topic: z.string().min(1).max(MAX_ID_LENGTH) }),
  z
    .strictObject({ do: z.literal("schedule"), liveFrom: moment, liveUntil: moment })
    .refine(({ liveFrom, liveUntil }) => !liveFrom || !liveUntil || new Date(liveFrom) < new Date(liveUntil), {
      path: ["liveUntil"],
      message: "must be after the beginning",
    }),
]);

export type Operation = z.infer<typeof operation>;

/** Which articles: those chosen, or all that match a filter when it is done. */
export type Target = { ids: number[] } | { query: string };
