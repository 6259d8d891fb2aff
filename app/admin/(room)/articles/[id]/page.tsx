import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { articlesOfStory, articleToEdit } from "@/db/admin-articles";
import { isLive } from "@/lib/article/live";
import { database } from "@/lib/database";
import { plainText } from "@/lib/plain-text";
import { articleHistory } from "@/lib/publishing/history";
import { minimumQuality } from "@/lib/publishing/minimum-quality";
import { site } from "@/lib/site";
import { longDate } from "@/lib/time";
import { urls } from "@/lib/urls";
import { EditForm } from "../../../_ui/edit-form";
import { History } from "../../../_ui/history";
import { StateMark, stateOf } from "../../../_ui/state";
import { StoryPanel } from "../../../_ui/story-panel";
import { saveArticle } from "./actions";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Edit article" };

export default async function EditPage({ params }: PageProps<"/admin/articles/[id]">) {
  const { id: segment } = await params;
  const id = /^\d{1,15}$/.test(segment) ? Number(segment) : 0;
  await requireRole("editor", id > 0 ? urls.admin.article(id) : urls.admin.articles);
  const { db } = database();
  const article = await articleToEdit(db, id);
  if (!article) notFound();
  const [members, history, minimum] = await Promise.all([
    article.storyId === null ? [] : articlesOfStory(db, article.storyId),
    articleHistory(db, id),
    minimumQuality(db),
  ]);
  const now = new Date();
  const place = site();
  const { mark, word } = stateOf(article, now, place);
  const link = article.originalUrl ?? article.webUrl;
  return (
    <main id="main">
      <div className="edit-head">
        <p>
          <a href={urls.admin.articles}>Articles</a> / {article.slug ?? "without a page so far"}
        </p>
        <span className="state">
          <StateMark mark={mark} />
          {word}
        </span>
        {article.slug !== null && isLive(article, now) ? (
          <a className="btn" href={urls.article(article.slug)}>
            View page
          </a>
        ) : null}
      </div>
      <div className="edit">
        <div className="form">
          <header className="as-read">
            <h1 className="hed hed-3">{plainText(article.title) || "Without a title"}</h1>
            <p className="sub">
              <b>{article.provider}</b>
              <span>{article.domain}</span>
              <time dateTime={article.publishedAt.toISOString()}>{longDate(article.publishedAt, place)}</time>
              {article.type === "article" ? null : <span>{article.type}</span>}
            </p>
            {article.excerpt ? <p className="dek">{plainText(article.excerpt)}</p> : null}
            {link ? (
              <p className="original">
                <a href={link} rel="noreferrer" target="_blank">
                  Open the original
                </a>
              </p>
            ) : null}
          </header>
          <EditForm
            article={{ ...article, inStory: members.length > 1 }}
            minimum={minimum}
            place={place}
            save={saveArticle}
          />
          <StoryPanel article={article} members={members} now={now} place={place} />
        </div>
        <History events={history} now={now} place={place} />
      </div>
    </main>
  );
}
