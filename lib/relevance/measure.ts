/** Measures one engine. */
import type { MeasuredEngine, Place } from "./engines";
import { type Case, type Outcome, outcomes } from "./score";

/** So many queries before those that are timed, so that nothing is measured cold. */
const WARM_UP = 10;

/** Null where the engine cannot run here. */
export async function measured({ open }: MeasuredEngine, cases: Case[], place: Place): Promise<Outcome[] | null> {
  const opened = open(place);
  if (!opened) return null;
  try {
    await opened.sync();
    await outcomes(opened.engine, cases.slice(0, WARM_UP), place);
    return await outcomes(opened.engine, cases, place);
  } finally {
    await opened.close();
  }
}
