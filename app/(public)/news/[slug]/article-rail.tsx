import { Box } from "@/app/_ui/box";
import type { Clock } from "@/app/_ui/clock";
import { Wire } from "@/app/_ui/front-rail";
import type { ArticlePage } from "@/lib/reading/types";
import { urls } from "@/lib/urls";

/** Beside an article: its provider, and its topics. */
export function ArticleRail({ page: { article, provider }, clock }: { page: ArticlePage; clock: Clock }) {
  const since = provider.since?.toLocaleDateString("en", { timeZone: clock.timeZone, year: "numeric" });
  return (
    <aside className="rail" aria-label="About the provider and the topics">
      <Box title={article.provider.name} link={["All", urls.provider(article.provider.domain)]}>
        <dl className="stat">
          <dt>{since ? `Articles since ${since}` : "Articles"}</dt>
          <dd>{provider.articles.toLocaleString("en")}</dd>
          <dt>Led a story in 30 days</dt>
          <dd>{provider.leads}</dd>
        </dl>
        <Wire cards={provider.recent} clock={clock} provider={false} />
      </Box>
      {article.topics.length > 0 && (
        <Box title="Topics of this article" link={["All topics", urls.topics]}>
          <ul className="tally">
            {article.topics.map(({ id, name }) => (
              <li key={id}>
                <a href={urls.topic(id)}>{name}</a>
              </li>
            ))}
          </ul>
        </Box>
      )}
    </aside>
  );
}
