/** When what is put off comes back. Pure. */
import { DAY_MS } from "../time";
import { localOf, momentOf } from "../zone";

const HOUR = "06:00";

/** Six in the morning of the day after, by the clocks of the zone. */
export function nextMorning(now: Date, timeZone: string): Date {
  const today = Date.parse(`${localOf(now, timeZone).slice(0, 10)}T00:00:00Z`);
  const tomorrow = new Date(today + DAY_MS).toISOString().slice(0, 10);
  return momentOf(`${tomorrow}T${HOUR}`, timeZone) ?? new Date(now.getTime() + DAY_MS);
}
