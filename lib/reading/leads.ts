import { DAY_MS } from "../time";

const WINDOW_MS = 30 * DAY_MS;

/** From when on stories count that a provider led. */
export const leadsSince = (now: Date) => new Date(now.getTime() - WINDOW_MS);
