import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { requireRole } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { actPage } from "@/lib/record/record";
import { subjectsFor } from "@/lib/record/subjects";
import { site } from "@/lib/site";
import { longDate } from "@/lib/time";
import { urls } from "@/lib/urls";
import { WayBack } from "../act-line";
import { takeBack } from "../actions";
import { EventText } from "../event-text";
import { sentenceOf } from "../sentence";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "An act" };

const PAGE_SIZE = 100;
const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** All that one act changed. */
export default async function ActPage({ params, searchParams }: PageProps<"/admin/audit/[act]">) {
  const act = number.safeParse((await params).act).data ?? 0;
  const user = await requireRole("editor", urls.admin.auditAct(act));
  const after = number.catch(0).parse((await searchParams).after ?? 0);
  const found = await actPage(database().db, act, { after, size: PAGE_SIZE, subjects: subjectsFor(user.role) });
  const [first] = found?.act.events ?? [];
  if (!found || !first) notFound();
  const place = site();
  const sentence = sentenceOf(found.act, { date: (at) => longDate(at, place) });
  return (
    <main className="list audit" id="main">
      <div className="list-tools">
        <h1>{sentence.of === "many" ? sentence.text : sentence.told.what || "Changed"}</h1>
        <a className="btn btn-bare" href={urls.admin.audit}>
          History
        </a>
      </div>
      <div className="audit-head">
        <p>
          {first.actor}, <time dateTime={first.at.toISOString()}>{longDate(first.at, place)}</time>
          {first.undoes === null ? null : (
            <>
              {" "}
              · took back <a href={urls.admin.auditAct(first.undoes)}>an earlier act</a>
            </>
          )}
        </p>
        <WayBack act={found.act} number={act} undo={takeBack} place={place} />
      </div>
      <ol className="audit-events">
        {found.events.map((event) => (
          <li key={event.id}>
            <EventText event={event} place={place} />
          </li>
        ))}
      </ol>
      <nav className="room-pager" aria-label="Pages">
        {after > 0 ? <a href={urls.admin.auditAct(act)}>First</a> : null}
        {found.next === null ? null : (
          <a rel="next" href={`${urls.admin.auditAct(act)}?after=${found.next}`}>
            More
          </a>
        )}
      </nav>
    </main>
  );
}
