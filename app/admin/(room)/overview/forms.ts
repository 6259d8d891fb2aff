import { z } from "zod";

/** One picture by its id, or (null) all. */
export const retryForm = z.object({
  picture: z.union([z.literal("all").transform(() => null), z.coerce.number().int().positive()]),
});
