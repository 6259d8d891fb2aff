/** What the forms of the search page send. */
import { z } from "zod";

/** More than ten entries of sixty characters are refused one by one, with the reason. */
const MAX_LENGTH = 1_000;

/** Entries with commas between; quotes around them are the habit of the search box. */
export const synonymForm = z.object({
  words: z
    .string()
    .max(MAX_LENGTH, `At most ${MAX_LENGTH.toLocaleString("en")} characters.`)
    .transform((text) => text.split(/[,\n;]/).map((entry) => entry.trim().replace(/^["“](.*)["”]$/u, "$1"))),
});

export const synonymId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const nothingSent = z.object({});
