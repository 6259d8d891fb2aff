import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { topicTally } from "@/db/admin-topics";
import { subjectEvents } from "@/db/subject-events";
import { allTopics, formerTopicIds, topicIdsNow } from "@/db/topic-changes";
import { database } from "@/lib/database";
import { saidOf } from "@/lib/record/said";
import { site } from "@/lib/site";
import { TOPIC, viewOf } from "@/lib/topic/view";
import { urls } from "@/lib/urls";
import { ActSaid } from "../../../_ui/names/act-said";
import { undoNamed } from "../../../_ui/names/actions";
import { actOf } from "../../../_ui/names/asked";
import { NamesForm } from "../../../_ui/names/names-form";
import { NamesRecord } from "../../../_ui/names/names-record";
import { saveTopic } from "../actions";
import { topicFields } from "./fields";
import { Uses } from "./uses";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Edit topic" };

const MAX_EVENTS = 30;

export default async function TopicPage({ params, searchParams }: PageProps<"/admin/topics/[id]">) {
  const id = decoded((await params).id);
  const user = await requireRole("editor", urls.admin.topic(id));
  const { act } = await searchParams;
  const { db } = database();
  const all = await allTopics(db);
  const row = all.find((one) => one.id === id);
  if (!row) {
    const moved = (await topicIdsNow(db, [id])).get(id);
    if (moved === undefined) notFound();
    redirect(`${urls.admin.topic(moved)}${actOf(act) ? `?act=${actOf(act)}` : ""}`);
  }
  const now = new Date();
  const former = await formerTopicIds(db, id);
  const [events, tally, said] = await Promise.all([
    subjectEvents(db, TOPIC, [id, ...former], MAX_EVENTS),
    topicTally(db, id),
    saidOf(db, actOf(act), user.id, now),
  ]);
  const view = viewOf(row, all);
  const seen = JSON.stringify({ since: events[0]?.id ?? 0, fields: view });
  const back = urls.admin.topic(id);
  return (
    <main id="main">
      <div className="edit-head">
        <p>
          <a href={urls.admin.topics}>Topics</a> / {id}
        </p>
        <a className="btn" href={urls.topic(id)}>
          View page
        </a>
      </div>
      <div className="edit names-edit">
        <div className="form">
          <h1 className="hed hed-3">{row.name}</h1>
          {said ? <ActSaid key={said.act} said={said} undo={undoNamed} back={back} /> : null}
          <NamesForm
            key={seen}
            label="Edit topic"
            button="Save"
            isMain
            action={saveTopic}
            place={site()}
            hidden={{ topic: id, seen }}
            fields={topicFields(view, all)}
          />
          <Uses
            topic={row}
            seen={seen}
            tally={tally}
            former={former}
            below={all.filter((one) => one.parent === row.name && one !== row)}
            others={all.filter((one) => one !== row)}
          />
        </div>
        <NamesRecord events={events} now={now} place={site()} undo={undoNamed} back={back} />
      </div>
    </main>
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("\0", "");
  } catch {
    return segment;
  }
}
