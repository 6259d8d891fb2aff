/** How often a client may ask the API: so many requests (`quota`) in so many seconds (`windowS`). */

export type Policy = { name: string; quota: number; windowS: number };

export const READS: Policy = { name: "reads", quota: 600, windowS: 60 };
/** They cost more. */
export const SEARCHES: Policy = { name: "searches", quota: 240, windowS: 60 };
/** One for nearly each key that somebody presses, and a house may share an address: they must not use up its searches. */
export const SUGGESTIONS: Policy = { name: "suggestions", quota: 600, windowS: 60 };
export const WRITES: Policy = { name: "writes", quota: 120, windowS: 60 };
