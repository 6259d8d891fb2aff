import { MUTE_SCRIPT } from "./habits/mute-script";
import { THEME_SCRIPT } from "./theme-script";

/** What every page runs in <head>: constant, so that the pages' policy names its hash (app/_server/content-policy.mjs). */
export const HEAD_SCRIPT = `${THEME_SCRIPT};${MUTE_SCRIPT}`;
