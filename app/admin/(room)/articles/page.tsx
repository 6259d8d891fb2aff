import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { peopleChoices, providerChoices, topicChoices } from "@/db/admin-choices";
import { resolvedFilter } from "@/db/admin-filter";
import { articleList, articleTypes } from "@/db/admin-list";
import { database } from "@/lib/database";
import { plainText } from "@/lib/plain-text";
import { openBulkJobs } from "@/lib/publishing/bulk/job-state";
import { minimumQuality } from "@/lib/publishing/minimum-quality";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { ArticleRow } from "../../_ui/article-row";
import { ListSearch } from "../../_ui/list-search";
import { Choosing } from "./choosing";
import { filterOf, filterQuery, listParameters, listPath, notUnderstood, pageOf } from "./filter";
import { FilterChips } from "./filter-chips";
import { FilterForm } from "./filter-form";
import { ListHead } from "./list-head";
import { StateTabs } from "./state-tabs";
import { Tick } from "./tick";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Articles" };

const PAGE_SIZE = 50;
const MAX_CHOICES = 500;

export default async function ArticlesPage({ searchParams }: PageProps<"/admin/articles">) {
  const given = await searchParams;
  const parameters = listParameters(given);
  const user = await requireRole("editor", listPath(parameters, pageOf(parameters)));
  const { db } = database();
  const now = new Date();
  const place = site();
  const filter = await resolvedFilter(db, filterOf(parameters, place.timeZone));
  const asked = { ...pageOf(parameters), limit: PAGE_SIZE, now };
  const [list, providers, topics, types, people, minimum, jobs] = await Promise.all([
    pageOrFirst(asked),
    providerChoices(db, MAX_CHOICES),
    topicChoices(db, MAX_CHOICES),
    articleTypes(db, MAX_CHOICES),
    peopleChoices(db, MAX_CHOICES),
    minimumQuality(db),
    openBulkJobs(db, user.id),
  ]);
  const choices = { providers, topics, types, people };

  /** Before the first page there is nothing to turn back to: what is newer came there meanwhile. */
  async function pageOrFirst(page: typeof asked) {
    const found = await articleList(db, filter, page);
    const isShort = page.before !== null && !found.hasBefore && found.articles.length < PAGE_SIZE;
    return isShort ? articleList(db, filter, { ...page, before: null }) : found;
  }

  return (
    <main className="list articles" id="main">
      <div className="list-tools">
        <h1>Articles</h1>
        <ListSearch
          action={urls.admin.articles}
          label="Search titles, excerpts and providers"
          placeholder="Titles, excerpts, providers"
          text={parameters.q}
        >
          {hiddenFields(listPath(parameters, { q: "" }))}
        </ListSearch>
        <a className="btn" href={urls.admin.newArticle}>
          New article
        </a>
      </div>
      <FilterForm parameters={parameters} choices={choices} />
      <FilterChips parameters={parameters} choices={choices} notUnderstood={notUnderstood(given)} />
      <StateTabs parameters={parameters} list={list} />
      <Choosing
        key={filterQuery(parameters)}
        ids={list.articles.map(({ id }) => id)}
        query={filterQuery(parameters)}
        count={list.count}
        topics={topics}
        minimum={minimum}
        jobs={jobs}
      >
        {list.articles.length > 0 ? (
          <>
            <ListHead parameters={parameters} />
            <ul className="a-list" aria-label="Articles">
              {list.articles.map((article) => (
                <ArticleRow
                  key={article.id}
                  article={article}
                  now={now}
                  place={place}
                  byChange={parameters.sort === "changed"}
                  tick={<Tick id={article.id} title={plainText(article.title) || "without a title"} />}
                />
              ))}
            </ul>
          </>
        ) : (
          <p className="room-note">
            {parameters.q ? `Nothing here has “${parameters.q}”.` : "There is nothing here."}{" "}
            <a href={urls.admin.articles}>All articles</a>
          </p>
        )}
      </Choosing>
      <nav className="room-pager" aria-label="Pages">
        {list.hasBefore && list.first ? (
          <>
            <a href={listPath(parameters)}>First</a>
            <a rel="prev" href={listPath(parameters, { before: list.first })}>
              Previous
            </a>
          </>
        ) : null}
        {list.hasAfter && list.last ? (
          <a rel="next" href={listPath(parameters, { after: list.last })}>
            Next
          </a>
        ) : null}
      </nav>
    </main>
  );
}

/** What a form of one field keeps of the address. */
function hiddenFields(path: string) {
  return [...new URL(path, "http://gazette.invalid").searchParams].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
