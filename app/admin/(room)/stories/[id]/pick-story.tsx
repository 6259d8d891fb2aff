"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { call } from "@/app/admin/_ui/call";
import { mergeEffect, splitEffect } from "../effects";
import { MemberLine } from "../member-line";
import type { ToldArticle } from "../told-article";
import type { ToldGroup } from "../told-groups";

type Props = {
  kind: "add" | "move";
  members: ToldArticle[];
  /** What is moved. */
  ids: number[];
  onPick: (group: ToldGroup) => void;
  onClose: () => void;
};
/** So long after the last key it searches. */
const TYPED_MS = 150;

/** Finds another story, or an article, by title, and says what would follow. */
export function PickStory({ kind, members, ids, onPick, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [q, setQ] = useState("");
  const [found, setFound] = useState<{ q: string; groups: ToldGroup[]; problem?: string } | null>(null);
  const own = members[0]?.storyId;
  const groups = (found?.groups ?? []).filter(({ storyId }) => storyId === null || storyId !== own);

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (q.trim() === "") return setFound(null);
    let isOld = false;
    const timer = setTimeout(async () => {
      const answer = await call<{ groups: ToldGroup[] }>("/api/newsroom/stories/search", { q });
      if (isOld) return;
      setFound(
        answer.ok ? { q, groups: answer.value.groups.map(withDates) } : { q, groups: [], problem: answer.message },
      );
    }, TYPED_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [q]);

  // The arrows go through the field and what was found.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [...(dialog.current?.querySelectorAll<HTMLElement>("[data-stop]") ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    stops[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), stops.length - 1)]?.focus();
  };

  return (
    <dialog className="st-pick" ref={dialog} aria-labelledby={heading} onClose={onClose} onKeyDown={onKeyDown}>
      <h2 id={heading}>
        {kind === "add"
          ? "Add articles or a story"
          : `Move ${ids.length === 1 ? "1 article" : `${ids.length} articles`}`}
      </h2>
      <label className="sr" htmlFor={`${heading}-q`}>
        Search by title
      </label>
      <input
        className="field"
        id={`${heading}-q`}
        data-stop
        type="search"
        autoComplete="off"
        placeholder="Search by title"
        value={q}
        onChange={({ currentTarget }) => setQ(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          dialog.current?.querySelector<HTMLElement>("button[data-stop]")?.focus();
        }}
      />
      <p className="hint" role="status">
        {!found ? "Stories and articles in every state." : (found.problem ?? `${groups.length} found`)}
      </p>
      <ul className="st-found">
        {groups.map((group) => (
          <li key={group.article.id}>
            <div className="st-near-line">
              <MemberLine
                article={group.article}
                note={group.storyId === null ? "alone" : `a story of ${group.members.length}`}
              />
            </div>
            <p className="st-effect">{effectOf(kind, members, ids, group)}</p>
            <button className="btn" data-stop type="button" onClick={() => onPick(group)}>
              {kind === "add" ? "Join" : "Move there"}
              <span className="sr"> {group.article.title}</span>
            </button>
          </li>
        ))}
      </ul>
      <form method="dialog">
        <button className="btn btn-bare" type="submit">
          Close <kbd>Esc</kbd>
        </button>
      </form>
    </dialog>
  );
}

function effectOf(kind: Props["kind"], members: ToldArticle[], ids: number[], group: ToldGroup): string {
  if (kind === "add") return mergeEffect(members, group.members);
  const chosen = new Set(ids);
  const moved = members.filter(({ id }) => chosen.has(id));
  const here = splitEffect(members, chosen).replace(/ Alone .*$/, "");
  return `There: ${mergeEffect(group.members, moved)} Here: ${here}`;
}

/** Dates come as text. */
function withDates(group: ToldGroup): ToldGroup {
  const dated = (one: ToldArticle) => ({ ...one, publishedAt: new Date(one.publishedAt) });
  return { ...group, article: dated(group.article), members: group.members.map(dated) };
}
