/** The colour of the paper, for what CSS can't reach: the browser's own bars. The same as `--paper` in css/tokens.css. */
export const PAPER = { light: "#fcfcfb", dark: "#111416" } as const;
