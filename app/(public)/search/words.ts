/** Numbers of a search in words. */
import type { SearchResult } from "@/lib/search";

type Counts = Pick<SearchResult, "total" | "groups" | "approximate">;

const count = (number: number, one: string, more: string) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : more}`;

/** `212 articles`, `about 12,000 articles`. */
export const countLine = ({ total, approximate }: Counts): string =>
  `${approximate ? "about " : ""}${count(total, "article", "articles")}`;

/** Stories and articles that stand alone, where these are fewer than articles: `131 stories`. */
export const storyLine = ({ total, groups, approximate }: Counts): string | null =>
  groups < total ? `${approximate ? "about " : ""}${count(groups, "story", "stories")}` : null;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
