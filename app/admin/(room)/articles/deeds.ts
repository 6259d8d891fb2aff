/** What can be done to many articles, as the bar offers it. */

export type Deed = (typeof DEEDS)[number];

export const DEEDS = [
  { name: "publish", word: "Publish", key: "P" },
  { name: "unpublish", word: "Unpublish", key: "U" },
  { name: "requeue", word: "Back to the queue", key: "B" },
  { name: "quality", word: "Quality", key: "Q" },
  { name: "heat", word: "Heat", key: "H" },
  { name: "topic", word: "Topic", key: "T" },
  { name: "schedule", word: "Schedule", key: "S" },
] as const;

const HEADINGS: Record<Deed["name"], string> = {
  publish: "Publish",
  unpublish: "Unpublish",
  requeue: "Put back into the queue:",
  quality: "Set the quality of",
  heat: "Set the heat of",
  topic: "Add or remove a topic:",
  schedule: "Schedule",
};

/** `Publish 12 articles` */
export function headingOf(deed: Deed, what: string): string {
  return `${HEADINGS[deed.name]} ${what}`;
}

/** `12 articles`, `1 article`, `all that match` */
export function articlesWord(count: number | null): string {
  if (count === null) return "all articles that match";
  return count === 1 ? "1 article" : `${count.toLocaleString("en")} articles`;
}
