import type { Db } from "@/db/client";
export async function forgetOldSearches(_db: Db, _now: Date): Promise<void> {}
