import type { Metadata } from "next";
import { headers } from "next/headers";
import { requireRole } from "@/app/_server/auth";
import { articlesWithLinks, providerChoices, topicChoices } from "@/db/edit-article";
import { database } from "@/lib/database";
import { plainText } from "@/lib/plain-text";
import { minimumQuality } from "@/lib/publishing/minimum-quality";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { EditForm } from "../../../_ui/edit-form";
import { StateMark, stateOf } from "../../../_ui/state";
import { MAX_PROVIDER_CHOICES, MAX_TOPIC_CHOICES } from "../choices";
import { makeArticle } from "./actions";
import { draftFromLink } from "./from-link";
import { LinkForm } from "./link-form";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "New article" };

export default async function NewArticlePage({ searchParams }: PageProps<"/admin/articles/new">) {
  await requireRole("editor", urls.admin.newArticle);
  const { link, by } = await searchParams;
  const given = typeof link === "string" ? link.trim() : "";
  // Only our own page makes the server ask another one.
  const isOurs = (await headers()).get("sec-fetch-site") !== "cross-site";
  const place = site();
  const now = new Date();
  const { db } = database();
  const isStarted = given !== "" || by === "hand";
  const { draft, problem, links } = await draftFromLink(isOurs ? given : "", now, place);
  const [minimum, topics, providers, twins] = await Promise.all([
    minimumQuality(db),
    topicChoices(db, MAX_TOPIC_CHOICES),
    providerChoices(db, MAX_PROVIDER_CHOICES),
    articlesWithLinks(db, links, 0),
  ]);
  const { timeZone, locale } = place;
  return (
    <main id="main">
      <div className="edit-head">
        <p>
          <a href={urls.admin.articles}>Articles</a> / new
        </p>
      </div>
      <div className="edit-new">
        <h1>New article</h1>
        <LinkForm link={given} />
        {problem ? (
          <div className="warn" role="status">
            <p>
              <b>{problem}</b> {isStarted ? "Type in what the article says." : ""}
            </p>
          </div>
        ) : null}
        {twins.length > 0 ? (
          <div className="warn" role="status">
            <div>
              <p>
                <b>This link is an article already.</b> A second one is possible, and seldom right.
              </p>
              <ul>
                {twins.map((twin) => {
                  const { mark, word } = stateOf({ ...twin, liveFrom: null, liveUntil: null }, now, place);
                  return (
                    <li key={twin.id}>
                      <StateMark mark={mark} /> <a href={urls.admin.article(twin.id)}>{plainText(twin.title)}</a>,{" "}
                      {twin.provider}, {word.toLowerCase()}
                    </li>
                  );
                })}
              </ul>
            </div>
          </div>
        ) : null}
      </div>
      {isStarted ? (
        <EditForm
          key={given}
          article={null}
          draft={draft}
          topics={topics}
          providers={providers}
          minimum={minimum}
          place={{ timeZone, locale }}
          now={now}
          save={makeArticle}
        />
      ) : null}
    </main>
  );
}
