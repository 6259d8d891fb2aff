"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { TopicRef } from "@/lib/reading/types";
import { Cap } from "./cap";

type Props = {
  topics: TopicRef[];
  all: TopicRef[];
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onAdd: (topic: TopicRef) => void;
  onRemove: (topic: TopicRef) => void;
};

const SHOWN = 8;

/** The topics of an article, each with a cross, and a box that adds another. */
export function Topics({ topics, all, isOpen, onOpen, onAdd, onRemove }: Props) {
  return (
    <div className="q-chips">
      {topics.map((topic) => (
        <span className="q-chip" key={topic.id}>
          {topic.name}
          <button type="button" aria-label={`Remove ${topic.name}`} onClick={() => onRemove(topic)}>
            ×
          </button>
        </span>
      ))}
      {isOpen ? (
        <TopicBox topics={topics} all={all} onAdd={onAdd} onRemove={onRemove} onClose={() => onOpen(false)} />
      ) : (
        <button className="btn btn-bare" type="button" aria-keyshortcuts="t" onClick={() => onOpen(true)}>
          Topic <Cap>T</Cap>
        </button>
      )}
    </div>
  );
}

type BoxProps = Pick<Props, "topics" | "all" | "onAdd" | "onRemove"> & { onClose: () => void };

/** A combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
function TopicBox({ topics, all, onAdd, onRemove, onClose }: BoxProps) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const has = useMemo(() => new Set(topics.map(({ id }) => id)), [topics]);
  const options = useMemo(() => matching(all, text), [all, text]);
  useEffect(() => input.current?.focus(), []);
  const choose = (topic: TopicRef | undefined) => {
    if (!topic) return;
    if (has.has(topic.id)) onRemove(topic);
    else onAdd(topic);
    setText("");
    setAt(0);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) setAt((now) => (now + move + options.length) % Math.max(options.length, 1));
    else if (event.key === "Enter") choose(options[at]);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (event.key === "Backspace" && text === "" && topics.length > 0) onRemove(topics.at(-1) as TopicRef);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  };
  return (
    <div className="q-topic-box">
      <input
        ref={input}
        className="field"
        role="combobox"
        aria-label="Add or remove a topic"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={options[at] ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
        onBlur={onClose}
      />
      <div className="q-options" role="listbox" id={list} aria-label="Topics">
        {options.map((topic, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the box's
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
          <div
            key={topic.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(topic)}
          >
            {topic.name} <span>{has.has(topic.id) ? "remove" : ""}</span>
          </div>
        ))}
        {options.length === 0 ? <p>No topic is called so.</p> : null}
      </div>
    </div>
  );
}

/** Those that begin so first, then those that have it inside. */
function matching(all: TopicRef[], text: string): TopicRef[] {
  const wanted = text.trim().toLowerCase();
  const place = ({ name }: TopicRef) => {
    const found = name.toLowerCase().indexOf(wanted);
    return found <= 0 ? found : name[found - 1] === " " ? 1 : 2;
  };
  return all
    .map((topic) => ({ topic, place: place(topic) }))
    .filter((one) => one.place >= 0)
    .sort((a, b) => a.place - b.place)
    .slice(0, SHOWN)
    .map(({ topic }) => topic);
}
