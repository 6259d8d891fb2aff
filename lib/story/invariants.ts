/** Whether what always holds of articles and stories does hold, for people. */
import type { Db } from "@/db/client";
import { type Broken, brokenInvariants, INVARIANTS } from "@/db/invariants";

export { brokenInvariants };

/** One line on it. */
export async function invariantsHeld(db: Db, now: Date): Promise<{ ok: boolean; detail: string }> {
  const broken = await brokenInvariants(db, now);
  return { ok: broken.length === 0, detail: broken.map(sentence).join("; ") || `${INVARIANTS.length} rules hold` };
}

function sentence({ rule, count, examples }: Broken): string {
  return `broken: ${rule} (${count.toLocaleString("en")}, such as ${examples.join(", ")})`;
}
