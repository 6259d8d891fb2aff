/** A suggestion as its section shows it. */
import type { Suggestion } from "@/lib/story/suggestions";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Place } from "@/lib/time";
import type { ToldSuggestion } from "./suggested-story";
import { toldArticle } from "./told-article";

export function toldSuggestion(suggestion: Suggestion, now: Date, place: Place): ToldSuggestion {
  const { articles, along, likeness, words, spanMs } = suggestion;
  return {
    key: articles.map(({ id }) => id).join("-"),
    articles: articles.map((article) => toldArticle(article, now, place)),
    along: along.map((article) => toldArticle(article, now, place)),
    percent: Math.round(likeness * 100),
    words,
    span: span(spanMs),
  };
}

/** `20 minutes`, `3 hours`, `2 days`, rounded up. */
export function span(ms: number): string {
  const [unit, size] =
    ms < HOUR_MS
      ? (["minute", MINUTE_MS] as const)
      : ms < 2 * DAY_MS
        ? (["hour", HOUR_MS] as const)
        : (["day", DAY_MS] as const);
  const count = Math.max(1, Math.round(ms / size));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
