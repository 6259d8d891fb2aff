import { urls } from "@/lib/urls";

const EXAMPLES: [q: string, meaning: string][] = [
  ['"storage engine"', "these words in this order"],
  ["merrow -beta", "without a word"],
  ["intitle:archive", "in the title only"],
  ["topic:databases,sync", "one of these topics"],
  ["site:example.com", "from this provider"],
  ["type:video", "only videos"],
  ["after:2023 before:2026", "between dates: a year, a month, a day, yesterday, 7d"],
  ["heat:>=100", "at least so hot; also quality:>=80"],
];

/** What can be typed, as examples that can be tried. `topic` and `provider` are ones that this site has. */
export function SearchSyntax({ topic, provider }: { topic?: string | undefined; provider?: string | undefined }) {
  const examples = EXAMPLES.map(([q, meaning]): [string, string] => {
    if (q.startsWith("topic:") && topic) return [`topic:${topic}`, "of this topic, and those below it"];
    if (q.startsWith("site:") && provider) return [`site:${provider}`, meaning];
    return [q, meaning];
  });
  return (
    <dl className="syntax">
      {examples.map(([q, meaning]) => (
        <div key={q}>
          <dt>
            <a href={urls.search({ q })}>{q}</a>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same folded, beside results. */
export function HowToSearch(given: { topic?: string | undefined; provider?: string | undefined }) {
  return (
    <details className="how">
      <summary>How to search</summary>
      <SearchSyntax {...given} />
    </details>
  );
}
