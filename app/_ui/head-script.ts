import { MUTE_SCRIPT } from "./habits/mute-script";
import { THEME_SCRIPT } from "./theme-script";

/** Zod, in the newsroom's scripts, tries whether it may compile code, which the policy forbids and browsers report. */
const NO_COMPILING = "self.__zod_globalConfig={jitless:!0}";

/** What every page runs in <head>: constant, so that the pages' policy names its hash (app/_server/content-policy.mjs). */
export const HEAD_SCRIPT = [NO_COMPILING, THEME_SCRIPT, MUTE_SCRIPT].join(";");
