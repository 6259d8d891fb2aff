/** The provider that somebody means. */
import type { Db } from "@/db/client";
import { providersLike } from "@/db/provider-changes";
import { AppError } from "../errors";

/** @throws AppError invalid where no provider, or more than one, has this domain or name */
export async function providerMeant(db: Db, text: string): Promise<{ id: number; domain: string }> {
  const found = await providersLike(db, { domain: text.toLowerCase(), name: text });
  const [first] = found;
  const byDomain = found.find(({ domain }) => domain === text.toLowerCase());
  if (byDomain) return byDomain;
  if (first && found.length === 1) return first;
  const problem = first ? "is the name of several: give its domain" : "is no provider's domain or name";
  throw new AppError("invalid", { fields: { into: problem } });
}
