import { plainText } from "@/lib/plain-text";
import type { NamedEvent } from "@/lib/record/record";
import { longDate, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { type Told, toldOf } from "../../_ui/events";
import { ChangedValue } from "../../_ui/told";
import { nounOf } from "./sentence";

/** What was done to whom, and what became of what. */
export function EventText({ event, ...given }: { event: NamedEvent } & ({ told: Told } | { place: Place })) {
  const { what, changes } = "told" in given ? given.told : toldOf(event, { date: (at) => longDate(at, given.place) });
  return (
    <>
      <p className="told">
        {what || "Changed"}
        <Subject event={event} />
      </p>
      {changes.length > 0 ? (
        <ul className="changes">
          {changes.map((change) => (
            <li key={change.field}>
              {change.field} <ChangedValue change={change} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Whoever signs in is who acts. */
const OF_ONESELF = /^sign-|^change-password$/;
const ARTICLES = ["article", "story_apart"];

function Subject({ event: { subject, subjectId, name, action, isTakenDown } }: { event: NamedEvent }) {
  if (OF_ONESELF.test(action) || subjectId === null || subject === "setting") return null;
  const isNamed = name !== null && name !== "";
  if (ARTICLES.includes(subject)) {
    const title = isNamed ? plainText(name) || "Without a title" : `article ${subjectId}, which is gone`;
    return (
      <>
        {": "}
        {isNamed && !isTakenDown ? (
          <a className="ttl" href={urls.admin.article(Number(subjectId))}>
            {title}
          </a>
        ) : (
          <span className="ttl">{title}</span>
        )}
      </>
    );
  }
  return (
    <>
      {": "}
      <b>{isNamed ? name : `${nounOf(subject)} ${subjectId}`}</b>
    </>
  );
}
