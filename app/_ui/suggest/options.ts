/** What is suggested for a text: groups of options, from the suggestions of the API. */
import type { Suggestions } from "@/lib/search/suggest";
import { hasWord, mutes } from "../habits/kept";
import type { OpenWord } from "./word";

type Piece = { text: string; mark: boolean };
export type Option = {
  pieces: Piece[];
  /** At the right: where from, how many. */
  aside: string;
  /** Leads to a page, or completes the word at the caret. */
  does: { href: string } | { value: string };
  voice: "serif" | "sans" | "mono";
};
export type Group = { name: string; options: Option[] };

const TYPES = ["article", "video"];
const PLENTY = 6;

/** Not of a provider and without words that the reader muted. */
function isWanted({ title, provider }: Suggestions["articles"][number]): boolean {
  return !mutes().some(({ kind, name }) =>
    kind === "provider" ? name === provider : kind === "word" && hasWord(title, name),
  );
}

const plain = (text: string): Piece[] => [{ text, mark: false }];
const articles = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "article" : "articles"}`;
/** Addresses of this portal stay on the host that the reader came by. */
const pathOf = (url: string) => new URL(url, "http://localhost").pathname;

export function groupsOf(found: Suggestions, word: OpenWord | null): Group[] {
  const groups = word ? [completions(found, word)] : destinations(found);
  return groups.filter(({ options }) => options.length > 0);
}

function destinations({ articles: hits, topics, providers }: Suggestions): Group[] {
  return [
    {
      name: "Articles",
      options: hits.filter(isWanted).map(({ title, highlights, provider, url }) => ({
        pieces: highlights.length > 0 ? highlights : plain(title),
        aside: provider,
        does: { href: pathOf(url) },
        voice: "serif",
      })),
    },
    {
      name: "Topics",
      options: topics.map((topic) => ({
        pieces: plain(topic.name),
        aside: articles(topic.articles),
        does: { href: pathOf(topic.url) },
        voice: "sans",
      })),
    },
    {
      name: "Providers",
      options: providers.map((provider) => ({
        pieces: plain(provider.name),
        aside: articles(provider.articles),
        does: { href: pathOf(provider.url) },
        voice: "sans",
      })),
    },
  ];
}

function completions({ topics, providers }: Suggestions, word: OpenWord): Group {
  const option = (value: string, aside: string): Option => ({
    pieces: [{ text: word.operator, mark: false }, ...begun(value, word.value)],
    aside,
    does: { value },
    voice: "mono",
  });
  switch (word.list) {
    case "topics":
      return { name: "Topics", options: topics.map(({ id, name, articles: n }) => option(id, `${name}, ${n}`)) };
    case "providers":
      return {
        name: "Providers",
        options: providers.map(({ domain, name, articles: n }) => option(domain, `${name}, ${n}`)),
      };
    default: {
      const types = TYPES.filter((type) => type.startsWith(word.value.toLowerCase()) && type !== word.value);
      return { name: "Types", options: types.slice(0, PLENTY).map((type) => option(type, "")) };
    }
  }
}

/** What is typed already is marked. */
function begun(value: string, typed: string): Piece[] {
  if (!typed || !value.toLowerCase().startsWith(typed.toLowerCase())) return plain(value);
  return [
    { text: value.slice(0, typed.length), mark: true },
    { text: value.slice(typed.length), mark: false },
  ];
}
