/** What a topic or a provider is, in a sentence: on its page, and for search engines. */
import type { ProviderHead } from "@/lib/reading/providers";
import type { TopicHead } from "@/lib/reading/topics";
import type { Place } from "@/lib/time";

export function topicSummary({ name, articles, providers, since }: TopicHead, place: Place): string {
  if (articles === 0 || !since) return `Nothing about ${name} yet.`;
  const from = `from ${count(providers, "provider")}`;
  return `${count(articles, "article")} about ${name} ${from}, ${sinceWhen(since, articles, place)}.`;
}

export function providerSummary({ name, articles, since }: ProviderHead, place: Place): string {
  if (articles === 0 || !since) return `Nothing by ${name} yet.`;
  return `${count(articles, "article")} by ${name}, ${sinceWhen(since, articles, place)}.`;
}

const count = (number: number, what: string) => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

/** `since March 2019`; of a single article `of March 2019`. */
function sinceWhen(first: Date, articles: number, { timeZone }: Place): string {
  const month = first.toLocaleDateString("en", { timeZone, month: "long", year: "numeric" });
  return `${articles === 1 ? "of" : "since"} ${month}`;
}
