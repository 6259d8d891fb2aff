import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { foundNothing, KEPT_DAYS, SHOWN_DAYS, SHOWN_FROM_TIMES, searchedFor } from "@/lib/search/log";
import { tidy } from "@/lib/search/query";
import { searchStatus } from "@/lib/search/status";
import { justRemoved, synonyms } from "@/lib/search/synonyms";
import { site } from "@/lib/site";
import { DAY_MS } from "@/lib/time";
import { urls } from "@/lib/urls";
import { addSynonym, rebuildIndex, removeSynonym, retryFailures } from "./actions";
import { AddSynonym } from "./add-synonym";
import { KeepFresh } from "./keep-fresh";
import { Parked } from "./parked";
import { PostgresOnly } from "./postgres-only";
import { RebuildForm } from "./rebuild-form";
import { RetryForm } from "./retry-form";
import { SearchedList } from "./searched";
import { SynonymList } from "./synonym-list";
import { Targets } from "./targets";
import { answering, counted } from "./words";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Search" };

const MAX_SEARCHES = 25;

export default async function SearchRoomPage({ searchParams }: PageProps<"/admin/search">) {
  const { synonym } = await searchParams;
  const wanted = typeof synonym === "string" ? tidy(synonym).replaceAll(",", " ") : "";
  const user = await requireRole("editor", urls.admin.search(wanted || undefined));
  const isAdmin = user.role === "admin";
  const { db } = database();
  const now = new Date();
  const place = site();
  const asked = { since: new Date(now.getTime() - SHOWN_DAYS * DAY_MS), limit: MAX_SEARCHES };
  const [status, searched, missed, groups, removed] = await Promise.all([
    searchStatus(db, now),
    searchedFor(db, asked),
    foundNothing(db, asked),
    synonyms(db),
    justRemoved(db, now),
  ]);
  const isBusy = status.waiting > 0 || status.targets.some(({ rebuild, state }) => rebuild || state === "building");
  const isRebuilding = status.targets.some(({ rebuild }) => rebuild);
  const from = `from ${SHOWN_FROM_TIMES} times up, last ${SHOWN_DAYS} days`;

  return (
    <main className="search-room" id="main">
      {isBusy ? <KeepFresh /> : null}
      <div className="list-tools">
        <h1>Search</h1>
        <a className="btn" href={urls.admin.search()}>
          Reload
        </a>
      </div>
      <p className="answering">{answering(status)}</p>
      {status.targets.length === 0 ? (
        <PostgresOnly status={status} setting={env().SEARCH_ENGINE} />
      ) : (
        <Targets
          status={status}
          now={now}
          place={place}
          rebuild={
            isAdmin && !isRebuilding ? (
              <RebuildForm documents={counted(status.expected, "article")} rebuild={rebuildIndex} />
            ) : null
          }
        />
      )}
      {status.parked.length > 0 ? (
        <Parked
          parked={status.parked}
          now={now}
          place={place}
          retry={
            isAdmin ? <RetryForm retry={retryFailures} /> : <p className="hint">An admin can have them tried again.</p>
          }
        />
      ) : null}
      <div className="searches">
        <SearchedList
          id="searched"
          title="Searched for"
          aside={from}
          nothing={`Nothing was searched for ${SHOWN_FROM_TIMES} times yet.`}
          searches={searched}
        />
        <SearchedList
          id="missed"
          title="Found nothing"
          aside={from}
          nothing={`Nothing was missed ${SHOWN_FROM_TIMES} times.`}
          searches={missed}
          missing
        />
        <p className="hint">
          Counted without addresses. What looks like an e-mail address or a long number is not kept; the rest goes after{" "}
          {KEPT_DAYS} days.
        </p>
      </div>
      <section className="panel" aria-labelledby="synonyms">
        <h2 id="synonyms">
          Synonyms <span>{groups.length > 0 ? counted(groups.length, "group") : ""}</span>
        </h2>
        <AddSynonym key={wanted} wanted={wanted} add={addSynonym} />
        <SynonymList groups={groups} removed={removed} add={addSynonym} remove={removeSynonym} />
      </section>
    </main>
  );
}
