/** What stands on the cards of articles, topics, providers, searches and the site. */
import { liveCardBySlug } from "@/db/cards";
import type { Db } from "@/db/client";
import { articlesOfTopics, providerCounts } from "@/db/news-counts";
import { providersByDomain } from "@/db/providers-write";
import { topicsByIds } from "@/db/topics-read";
import { cardOf } from "../article/card";
import type { Site } from "../site";
import { topicIdsBelow } from "../topic/below";
import type { CardText } from "./draw";

/** What was searched for is cut after so many signs. */
const MAX_QUERY_LENGTH = 120;
const TOPICS = 2;

type Asked = { db: Db; site: Site; now: Date };

/** Null: there is no such live article. */
export async function articleCard({ db, site, now }: Asked, slug: string): Promise<CardText | null> {
  const row = await liveCardBySlug(db, slug, now);
  if (!row) return null;
  const { title, topics, heat, provider, publishedAt } = cardOf(row);
  const kicker = topics.slice(0, TOPICS).map(({ name }) => name);
  const date = new Intl.DateTimeFormat(site.locale, { dateStyle: "long", timeZone: site.timeZone }).format(publishedAt);
  return {
    ...{ site: site.name, title, seed: slug, kicker: kicker.join("  ·  ") },
    heat: heat !== null && heat >= 0 ? heat : null,
    foot: `${provider.name}  ·  ${date}`,
  };
}

/** Null: there is no such topic. */
export async function topicCard({ db, site, now }: Asked, id: string): Promise<CardText | null> {
  const [topic] = await topicsByIds(db, [id]);
  if (!topic) return null;
  const articles = await articlesOfTopics(db, await topicIdsBelow(db, [id]), now);
  return { ...plain(site, `topic ${id}`), kicker: "Topic", title: topic.name, foot: counted(articles) };
}

/** Null: there is no such provider. */
export async function providerCard({ db, site, now }: Asked, domain: string): Promise<CardText | null> {
  const [provider] = await providersByDomain(db, [domain]);
  if (!provider) return null;
  const { articles } = await providerCounts(db, provider.id, now, now);
  const foot = `${domain}  ·  ${counted(articles)}`;
  return { ...plain(site, `provider ${domain}`), kicker: "Provider", title: provider.name, foot };
}

/** Of what was typed into the search box. */
export function searchCard(site: Site, q: string): CardText {
  const query = q.slice(0, MAX_QUERY_LENGTH).replace(/\s+/g, " ").trim();
  if (query === "") return siteCard(site);
  return { ...plain(site, `search ${query}`), kicker: "Search", title: `“${query}”`, foot: new URL(site.url).host };
}

export function siteCard(site: Site): CardText {
  return { ...plain(site, site.name), title: site.description || site.name, foot: new URL(site.url).host };
}

const plain = ({ name }: Site, seed: string) => ({ site: name, kicker: "", heat: null, seed });
const counted = (articles: number) => `${articles.toLocaleString("en")} ${articles === 1 ? "article" : "articles"}`;
