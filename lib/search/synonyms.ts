import type { Db } from "@/db/client";
export type Synonym = { id: number; words: string[] };
export async function synonyms(_db: Db): Promise<Synonym[]> {
  return [];
}
export function synonymTokens(_groups: Synonym[]): string[][][] {
  return [];
}
