import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { articlesOfStory } from "@/db/admin-articles";
import { providerChoices, topicChoices } from "@/db/edit-article";
import { isLive } from "@/lib/article/live";
import { database } from "@/lib/database";
import { plainText } from "@/lib/plain-text";
import { minimumQuality } from "@/lib/publishing/minimum-quality";
import { storedDraft } from "@/lib/publishing/stored-draft";
import { confirmationOf } from "@/lib/publishing/take-down";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { DeleteForGood } from "../../../_ui/edit-delete";
import { EditForm } from "../../../_ui/edit-form";
import { StoryActs } from "../../../_ui/edit-split";
import { History } from "../../../_ui/history";
import { StateMark, stateOf } from "../../../_ui/state";
import { StoryPanel } from "../../../_ui/story-panel";
import { MAX_PROVIDER_CHOICES, MAX_TOPIC_CHOICES } from "../choices";
import { deleteArticle, restoreFromHistory, saveArticle, undoFromHistory } from "./actions";
import { historyLines } from "./history-lines";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Edit article" };

export default async function EditPage({ params }: PageProps<"/admin/articles/[id]">) {
  const { id: segment } = await params;
  const id = /^\d{1,15}$/.test(segment) ? Number(segment) : 0;
  await requireRole("editor", id > 0 ? urls.admin.article(id) : urls.admin.articles);
  const { db } = database();
  const stored = await storedDraft(db, id);
  if (!stored) notFound();
  const { row, draft, provider } = stored;
  const place = site();
  const now = new Date();
  const [members, minimum, topics, providers] = await Promise.all([
    row.storyId === null ? [] : articlesOfStory(db, row.storyId),
    minimumQuality(db),
    topicChoices(db, MAX_TOPIC_CHOICES),
    providerChoices(db, MAX_PROVIDER_CHOICES),
  ]);
  const lines = await historyLines(db, row, { topics, place });
  const { mark, word } = stateOf(row, now, place);
  const lead = members.find((member) => !member.isCoverage && member.id !== id);
  const article = {
    id,
    version: row.version,
    state: row.state,
    withdrawn: row.withdrawn,
    provider,
    standing: {
      others: Math.max(0, members.length - 1),
      isCoverage: row.isCoverage,
      leadTitle: lead ? plainText(lead.title) : null,
    },
  };
  const { timeZone, locale } = place;
  return (
    <main id="main">
      <div className="edit-head">
        <p>
          <a href={urls.admin.articles}>Articles</a> / {row.slug ?? "without a page so far"}
        </p>
        <h1 className="sr">Edit: {plainText(row.title)}</h1>
        <span className="state">
          <StateMark mark={mark} />
          {word}
        </span>
        {row.slug !== null && isLive(row, now) ? (
          <a className="btn" href={urls.article(row.slug)}>
            View page
          </a>
        ) : null}
        {draft.originalUrl || draft.webUrl ? (
          <a className="btn" href={draft.originalUrl || draft.webUrl} rel="noreferrer" target="_blank">
            Open the original
          </a>
        ) : null}
      </div>
      <EditForm
        key={id}
        article={article}
        draft={draft}
        topics={topics}
        providers={providers}
        minimum={minimum}
        place={{ timeZone, locale }}
        now={now}
        save={saveArticle}
        below={
          <>
            <StoryPanel article={row} members={members} now={now} place={place}>
              <StoryActs id={id} />
            </StoryPanel>
            <DeleteForGood id={id} confirmation={confirmationOf(row)} remove={deleteArticle} />
          </>
        }
        beside={
          <History
            lines={lines}
            article={row}
            now={now}
            place={place}
            undo={undoFromHistory}
            restore={restoreFromHistory}
          />
        }
      />
    </main>
  );
}
