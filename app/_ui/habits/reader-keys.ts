/** What keys readers have, as the help and the reading list tell them. */
export const READER_KEYS: [key: string, does: string][] = [
  ["j", "next article"],
  ["k", "previous article"],
  ["o", "open it"],
  ["/", "search"],
  ["?", "these keys"],
];
