import { longDate } from "@/lib/time";
import { type Clock, longAge, shortAge } from "./clock";

/** How long ago, with the whole date behind it. */
export function Age({ at, clock }: { at: Date; clock: Clock }) {
  return (
    <time dateTime={at.toISOString()} title={longDate(at, clock)} data-age="long">
      {longAge(at, clock)}
    </time>
  );
}

/** The same where there is little space. */
export function ShortAge({ at, clock }: { at: Date; clock: Clock }) {
  return (
    <time dateTime={at.toISOString()} title={longDate(at, clock)} data-age="short">
      {shortAge(at, clock)}
    </time>
  );
}
