import type { Db } from "@/db/client";
import type { Term } from "./port";
export type Correction = { word: string; meant: string };
export async function corrections(_db: Db, _terms: Term[], _prefix: boolean): Promise<Correction[]> {
  return [];
}
export async function learnWords(_db: Db, _ids: number[], _now: Date): Promise<void> {}
export async function recountWords(_db: Db): Promise<void> {}
