"use client";

import { type MouseEvent, memo, useEffect, useRef } from "react";
import type { QueueArticle } from "@/lib/queue/types";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { StateMark } from "../../_ui/state";
import type { Refused } from "./desk-state";
import { shortAge } from "./words";

type Props = {
  article: QueueArticle;
  provider: string;
  usual: number | null;
  now: Date;
  place: Place;
  /** `would lead`, or `coverage`; null for an article alone. */
  role: string | null;
  isCurrent: boolean;
  isMarked: boolean;
  refused: Refused | undefined;
  onSelect: (id: number) => void;
  onMark: (id: number) => void;
};

const TOPICS_SHOWN = 2;

/**
 * A line of the list, drawn anew only where something of it changed: of hundreds each takes its time, dates above all.
 * Without a script it leads to the article's page.
 */
export const QueueRow = memo(function QueueRow(props: Props) {
  const { article, provider, usual, now, place, role, isCurrent, isMarked, refused, onSelect, onMark } = props;
  const { id, title, topics } = article;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const row = link.current;
    if (!isCurrent || !row) return;
    const list = row.closest(".q-list");
    // Where the list does not scroll by itself, the page is the item's.
    if (list && list.scrollHeight > list.clientHeight) row.scrollIntoView({ block: "nearest" });
    if (list?.contains(document.activeElement) && document.activeElement?.matches(".q-row")) row.focus();
  }, [isCurrent]);
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey) onMark(id);
    else onSelect(id);
  };
  const about =
    role ??
    (topics
      .slice(0, TOPICS_SHOWN)
      .map((topic) => topic.name)
      .join(", ") ||
      "no topic");
  return (
    <a
      ref={link}
      className={`q-row ${isCurrent ? "is-on" : ""} ${isMarked ? "is-marked" : ""}`}
      href={urls.admin.article(id)}
      aria-current={isCurrent ? "true" : undefined}
      onClick={onClick}
    >
      <StateMark mark="queued" />
      <span className="what">
        <span className="ttl">{title}</span>
        <span className="sub">
          {isMarked ? <span className="mark-word">Marked</span> : null}
          <b>{provider}</b>
          <span>{usual === null ? "not judged before" : `usually ${usual}`}</span>
          <span className={role ? "as" : undefined}>{about}</span>
        </span>
        {refused ? <span className="why">Not saved: {refused.message}</span> : null}
      </span>
      <span className="age">{shortAge(article.publishedAt, now, place)}</span>
    </a>
  );
});
