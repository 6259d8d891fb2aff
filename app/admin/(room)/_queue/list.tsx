"use client";

import { useMemo } from "react";
import type { Place } from "@/lib/time";
import { Cap } from "./cap";
import { type Desk, scoreOf } from "./desk-state";
import { QueueRow } from "./row";
import { span } from "./words";

type Props = {
  desk: Desk;
  now: Date;
  place: Place;
  onSelect: (id: number) => void;
  onMark: (id: number) => void;
  onGroup: (id: number) => void;
};

/** All that waits; what looks like one event hangs on one thread. */
export function QueueList({ desk, now, place, onSelect, onMark, onGroup }: Props) {
  const marked = useMemo(() => new Set(desk.marked), [desk.marked]);
  const row = (id: number, role: string | null) => {
    const article = desk.articles[id];
    const provider = article && desk.providers[article.providerId];
    if (!article) return null;
    return (
      <QueueRow
        key={id}
        article={article}
        provider={provider?.name ?? ""}
        usual={provider?.usual ?? null}
        now={now}
        place={place}
        role={role}
        isCurrent={id === desk.current}
        isMarked={marked.has(id)}
        refused={desk.refused[id]}
        onSelect={onSelect}
        onMark={onMark}
      />
    );
  };
  return (
    <ul className="q-list">
      {desk.entries.map((entry) => {
        const ids = entry.ids.filter((id) => !desk.gone[id] && desk.articles[id]);
        const [first] = ids;
        if (first === undefined) return null;
        if (ids.length === 1) return <li key={first}>{row(first, roleAlone(desk, first))}</li>;
        return (
          <li className="q-group" key={`group ${entry.ids[0]}`}>
            <p className="q-group-head">
              <b>{headOf(desk, ids)}</b>
              <span>{span(entry.spanMs)}</span>
              {isStory(desk, ids) ? null : (
                <button
                  className="btn btn-bare needs-js"
                  type="button"
                  aria-label={`Make one story of ${ids.length}: ${desk.articles[first]?.title}`}
                  aria-keyshortcuts="g"
                  onClick={() => onGroup(first)}
                >
                  One story <Cap>G</Cap>
                </button>
              )}
            </p>
            <ul>
              {rolesOf(desk, ids).map(([id, role]) => (
                <li key={id}>{row(id, role)}</li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

const isStory = ({ articles }: Desk, ids: number[]) => {
  const stories = new Set(ids.map((id) => articles[id]?.story?.id));
  return stories.size === 1 && !stories.has(undefined);
};

const headOf = (desk: Desk, ids: number[]) =>
  isStory(desk, ids) ? `One story: ${ids.length} waiting` : `Probably one story: ${ids.length} articles`;

const roleAlone = ({ articles }: Desk, id: number) => {
  const lead = articles[id]?.story?.lead;
  return lead ? `in the story of ${lead.provider}` : null;
};

/** The best of a thread would lead it, unless its story has a lead that is better. */
function rolesOf(desk: Desk, ids: number[]): [number, string][] {
  const score = (id: number) => scoreOf(desk, id) ?? -1;
  const best = ids.reduce((one, other) => (score(other) > score(one) ? other : one));
  const lead = desk.articles[best]?.story?.lead;
  const isLed = lead && (lead.isFixed || (lead.quality ?? -1) >= score(best));
  return ids.map((id) => [id, id === best && !isLed ? "would lead" : "coverage"]);
}
