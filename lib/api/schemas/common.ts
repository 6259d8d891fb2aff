/** What every part of the API may answer. */
import { z } from "zod";

export const problemDetails = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("A sentence for people"),
    requestId: z.string().optional().describe("What the request is called in the portal's log"),
    parameter: z.string().optional().describe("What was wrong in the request"),
  })
  .meta({ id: "Problem", description: "An error as RFC 9457 has them" });

export const health = z
  .object({
    ok: z.boolean(),
    parts: z.record(
      z.string(),
      z.object({ ok: z.boolean(), detail: z.string().optional(), ms: z.number().optional() }),
    ),
  })
  .meta({ id: "Health" });
