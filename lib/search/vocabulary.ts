/** Words that articles have, and what a word that none has was probably meant to be. */
import type { Db } from "@/db/client";
import type { Term } from "./port";

export type Correction = { word: string; meant: string };

/** Words of the query that no live article has (nor a form, nor as a beginning where last), with what was probably meant. */
export async function corrections(_db: Db, _terms: Term[], _prefix: boolean): Promise<Correction[]> {
  return [];
}
