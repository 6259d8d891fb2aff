import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { topicTallies } from "@/db/admin-topics";
import { allTopics } from "@/db/topic-changes";
import { database } from "@/lib/database";
import { saidOf } from "@/lib/record/said";
import { urls } from "@/lib/urls";
import { ListSearch } from "../../_ui/list-search";
import { ActSaid } from "../../_ui/names/act-said";
import { undoNamed } from "../../_ui/names/actions";
import { actOf, wordsOf } from "../../_ui/names/asked";
import { NamesForm } from "../../_ui/names/names-form";
import { RowKeys } from "../../_ui/names/row-keys";
import { RemoveSample } from "../../_ui/remove-sample";
import { createTopic } from "./actions";
import { branches } from "./tree";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Topics" };

/** A longer list is found by searching. */
const MAX_SHOWN = 2_000;

export default async function TopicsPage({ searchParams }: PageProps<"/admin/topics">) {
  const user = await requireRole("editor", urls.admin.topics);
  const { q, act } = await searchParams;
  const { db } = database();
  const [all, tallies, said] = await Promise.all([
    allTopics(db),
    topicTallies(db),
    saidOf(db, actOf(act), user.id, new Date()),
  ]);
  const { text, words } = wordsOf(q);
  const isFound = ({ name, id, keywords }: (typeof all)[number]) => {
    const held = [name, id, ...keywords].join("\n").toLowerCase();
    return words.every((word) => held.includes(word));
  };
  const tree = branches(all);
  const found = words.length === 0 ? tree : tree.filter(isFound).map((topic) => ({ ...topic, depth: 0 }));
  return (
    <main className="list names" id="main">
      <div className="list-tools">
        <h1>Topics</h1>
        <ListSearch action={urls.admin.topics} label="Search by name or keyword" text={text} />
        <RowKeys />
      </div>
      {said ? <ActSaid key={said.act} said={said} undo={undoNamed} back={urls.admin.topics} /> : null}
      {user.role === "admin" ? <RemoveSample /> : null}
      <details className="names-new">
        <summary>
          New topic <kbd className="needs-js">N</kbd>
        </summary>
        <NamesForm
          label="New topic"
          button="Make the topic"
          action={createTopic}
          fields={[
            { name: "name", label: "Name", value: "", hint: "Its address comes from it.", isRequired: true },
            { name: "parent", label: "Below", value: "", kind: "choice", options: parents(all) },
          ]}
        />
      </details>
      <p className="hint names-sum" role="status">
        {found.length.toLocaleString("en")} {found.length === 1 ? "topic" : "topics"}
        {text ? ` with “${text}”` : ""}
        {found.length > MAX_SHOWN ? `, the first ${MAX_SHOWN.toLocaleString("en")} of them shown` : ""}
        {text ? (
          <>
            {". "}
            <a href={urls.admin.topics}>All topics</a>
          </>
        ) : (
          ""
        )}
      </p>
      <ul className="names-list" aria-label="Topics">
        {found.slice(0, MAX_SHOWN).map(({ id, name, shortname, keywords, position, depth }) => {
          const { articles, published } = tallies.get(id) ?? { articles: 0, published: 0 };
          return (
            <li key={id} className="names-row" data-depth={depth}>
              <div className="what">
                <a className="ttl" href={urls.admin.topic(id)} data-row>
                  {name}
                </a>
                <p className="sub">
                  <span className="code">{id}</span>
                  {shortname ? <span>short {shortname}</span> : null}
                  {keywords.length > 0 ? (
                    <span>
                      {keywords.length} {keywords.length === 1 ? "keyword" : "keywords"}
                    </span>
                  ) : null}
                  {position === null ? <span>known from articles only</span> : null}
                </p>
              </div>
              <p className="num">
                {published.toLocaleString("en")} <span className="of">published</span>
                <span className="all"> of {articles.toLocaleString("en")}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </main>
  );
}

const parents = (all: { name: string }[]) => [
  { value: "", label: "No other topic" },
  ...all.map(({ name }) => ({ value: name, label: name })).sort((a, b) => a.label.localeCompare(b.label, "en")),
];
