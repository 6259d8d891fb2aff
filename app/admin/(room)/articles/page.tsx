import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { SearchKey } from "@/app/_ui/search-key";
import { ARTICLE_STATES, articleCounts, articlePage } from "@/db/admin-articles";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { ArticleRow } from "../../_ui/article-row";
import { filterOf, listParameters, listPath } from "./filter";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Articles" };

const PAGE_SIZE = 50;
const TABS = [null, ...ARTICLE_STATES];
const TAB_WORDS = { queued: "Queued", published: "Published", unpublished: "Unpublished" };

export default async function ArticlesPage({ searchParams }: PageProps<"/admin/articles">) {
  const parameters = listParameters(await searchParams);
  await requireRole("editor", listPath(parameters, { after: parameters.after }));
  const filter = filterOf(parameters);
  const { db } = database();
  const [found, counts] = await Promise.all([
    articlePage(db, filter, { after: parameters.after, limit: PAGE_SIZE }),
    articleCounts(db, filter.words),
  ]);
  const articles = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? articles.at(-1) : undefined;
  const all = counts.queued + counts.published + counts.unpublished;
  const now = new Date();
  const place = site();

  return (
    <main className="list" id="main">
      <div className="list-tools">
        <h1>Articles</h1>
        <search>
          <form className="list-search" action={urls.admin.articles}>
            {parameters.state ? <input type="hidden" name="state" value={parameters.state} /> : null}
            <label className="sr" htmlFor="q">
              Search by title
            </label>
            <input
              className="field"
              id="q"
              data-search-key
              name="q"
              type="search"
              defaultValue={parameters.q}
              placeholder="Search by title"
            />
            <kbd className="needs-js">/</kbd>
            <button className="btn" type="submit">
              Search
            </button>
          </form>
        </search>
        <SearchKey />
      </div>
      <nav className="room-tabs" aria-label="State">
        {TABS.map((state) => (
          <a
            key={state}
            href={listPath(parameters, { state })}
            aria-current={state === parameters.state ? "page" : undefined}
          >
            {state ? TAB_WORDS[state] : "All"}{" "}
            <span className="n">{(state ? counts[state] : all).toLocaleString("en")}</span>
          </a>
        ))}
      </nav>
      {articles.length > 0 ? (
        <>
          <div className="a-head" aria-hidden="true">
            <span>Title</span>
            <span>Quality</span>
            <span>Heat</span>
            <span>Published</span>
          </div>
          <ul className="a-list">
            {articles.map((article) => (
              <ArticleRow key={article.id} article={article} now={now} place={place} />
            ))}
          </ul>
        </>
      ) : (
        <p className="room-note">
          {parameters.q ? `No title here has “${parameters.q}”.` : "There is nothing here."}{" "}
          <a href={listPath(parameters, { state: null, q: "" })}>All articles</a>
        </p>
      )}
      <nav className="room-pager" aria-label="Pages">
        {parameters.after ? <a href={listPath(parameters)}>Newest</a> : null}
        {last ? (
          <a rel="next" href={listPath(parameters, { after: last.id })}>
            Older
          </a>
        ) : null}
      </nav>
    </main>
  );
}
