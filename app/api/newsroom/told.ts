/** What scripts are told of an act. */
import type { ActResult } from "@/lib/publishing/change";

export type ToldAct = {
  act: number;
  results: { id: number; version: number; state: string | null; changed: boolean; refused: string | null }[];
};

export function told({ act, results }: ActResult): ToldAct {
  return { act, results: results.map(({ refused, ...rest }) => ({ ...rest, refused: refused?.message ?? null })) };
}
