import type { Db } from "@/db/client";
export async function repairSearchDocuments(_db: Db): Promise<{ written: number; removed: number }> {
  return { written: 0, removed: 0 };
}
