/** A provider as changes of articles name it. */
import type { Db } from "@/db/client";
import { providerById } from "@/db/provider-changes";
import { mergedInto } from "@/db/subject-events";
import { AppError } from "../errors";
import { PROVIDER } from "./view";

/** One after the other. */
const MAX_MERGES = 20;

/**
 * The id itself or, of a provider that was merged into others since, that of the last of them.
 * @throws AppError invalid where there is no such provider
 */
export async function currentProvider(tx: Db, id: number): Promise<number> {
  let at: number | null = id;
  for (let merges = 0; at !== null && merges <= MAX_MERGES; merges++) {
    if (await providerById(tx, at)) return at;
    const into = await mergedInto(tx, PROVIDER, String(at));
    at = into === null ? null : Number(into);
  }
  throw new AppError("invalid", { fields: { providerId: "There is no such provider any more." } });
}
