/** Which fields of an entry of the record people are told of, and by what names. */
import { isSecret } from "@/lib/record/secrets";

export type Fields = Record<string, unknown>;
type Field = { name: string; field: string };

/** Those of articles that people know, in the order in which they are told. The others go without saying. */
const OF_ARTICLES: Record<string, string> = {
  quality: "Quality",
  heatGiven: "Heat by hand",
  heat: "Heat",
  title: "Title",
  slug: "Address",
  excerpt: "Excerpt",
  type: "Type",
  category: "Category",
  publishedAt: "Date",
  providerId: "Provider",
  topics: "Topics",
  webUrl: "Link",
  originalUrl: "Link to the original",
  images: "Pictures",
  featuredContent: "Video",
  liveFrom: "Live from",
  liveUntil: "Live until",
  correction: "Note of correction",
};
/** Follow from the others. */
const INNER = new Set(["version", "act", "file", "fileName", "position", "articles", "former"]);
/** Of these, `articles` says how many. */
const COUNTING = ["import", "export"];

/** The fields that changed. `subject` absent: an article. */
export function fieldsOf(subject = "article", { before, after }: { before: Fields; after: Fields }): Field[] {
  const all = subject === "article" ? Object.entries(OF_ARTICLES) : othersOf(subject, { ...before, ...after });
  return all
    .filter(([name]) => (name in after || name in before) && !sameJson(before[name], after[name]))
    .filter(([name]) => subject !== "article" || name in after)
    .map(([name, field]) => ({ name, field }));
}

function othersOf(subject: string, fields: Fields): [string, string][] {
  const isCount = (name: string) => name === "articles" && COUNTING.includes(subject);
  return Object.keys(fields)
    .filter((name) => (!INNER.has(name) || isCount(name)) && !isSecret(name))
    .map((name) => [name, sentenceCase(name)]);
}

/** `siteName` and `site-name`: `Site name` */
export function sentenceCase(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_.]+/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
