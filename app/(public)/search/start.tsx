/** The search page before anything is asked: what can be asked, what there is, what is new. */
import { Hit } from "@/app/_ui/search-results";
import { SearchSyntax } from "@/app/_ui/search-syntax";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import type { Found } from "./found";

const POPULAR = 8;

export function Start({ search: { asked, result, choices, others }, now }: { search: Found; now: Date }) {
  const clock = { ...site(), now };
  const isTop = asked.query.sort === "top";
  return (
    <>
      <div className="start-head">
        <h1 className="hed hed-2" tabIndex={-1}>
          Search {result.total.toLocaleString("en")} {result.total === 1 ? "article" : "articles"}
        </h1>
      </div>
      <section className="start-part only-narrow" aria-labelledby="popular">
        <h2 id="popular" className="sr">
          Popular topics and providers
        </h2>
        <Popular facet="topic" values={choices.topic} />
        <Popular facet="provider" values={choices.provider} />
      </section>
      <section className="start-part" aria-labelledby="syntax">
        <div className="box-h">
          <h2 id="syntax">Try</h2>
        </div>
        <SearchSyntax topic={choices.topic[0]?.value} provider={choices.provider[0]?.value} />
      </section>
      <section className="start-part" aria-labelledby="newest">
        <div className="box-h">
          <h2 id="newest">{isTop ? "Top" : "Newest"}</h2>
          <a href={isTop ? urls.search() : urls.search({ sort: "top" })}>{isTop ? "Newest" : "Top"}</a>
        </div>
        <div className="hits">
          {result.hits.map((hit) => (
            <Hit key={hit.id} card={hit} highlights={hit.highlights} others={others.get(hit.id) ?? []} clock={clock} />
          ))}
        </div>
      </section>
    </>
  );
}

type PopularProps = { facet: "topic" | "provider"; values: Found["choices"]["topic"] };

function Popular({ facet, values }: PopularProps) {
  return (
    <p className="chips">
      {values.slice(0, POPULAR).map(({ value, name, count }) => (
        <a key={value} href={urls.search({ [facet]: value })} rel="nofollow">
          {name} <span>{count.toLocaleString("en")}</span>
        </a>
      ))}
    </p>
  );
}
