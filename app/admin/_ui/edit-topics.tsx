"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import type { TopicChoice } from "@/db/edit-article";
import { suggestedTopics } from "@/lib/topic/suggest";
import type { EditingForm } from "./edit-editing";
import { Field, inputOf } from "./edit-field";

const MAX_SUGGESTED = 6;

/** The topics in order, as chips; without a script as lines. */
export function TopicsField({ form, topics }: { form: EditingForm; topics: TopicChoice[] }) {
  const chosen = form.mine.topics;
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const free = topics.filter(({ name }) => !chosen.includes(name));
  const suggested = suggestedTopics(`${form.mine.title} ${form.mine.excerpt}`, free, MAX_SUGGESTED);

  const add = (name: string) => {
    const wanted = name.trim().toLowerCase();
    if (wanted === "") return;
    const topic = free.find((one) => one.name.toLowerCase() === wanted);
    if (topic) form.set("topics", [...chosen, topic.name]);
    else if (!chosen.some((one) => one.toLowerCase() === wanted)) {
      setRefused(`There is no topic called ${name.trim()}.`);
      return;
    }
    setTyped("");
    setRefused("");
  };
  const remove = (name: string) => {
    form.set(
      "topics",
      chosen.filter((one) => one !== name),
    );
    input.current?.focus();
  };
  const move = (at: number, by: number) => {
    const next = [...chosen];
    const [name] = next.splice(at, 1);
    if (name === undefined) return;
    next.splice(at + by, 0, name);
    form.set("topics", next);
    // The button goes with its chip; at an end it is off, and its neighbour has the focus.
    requestAnimationFrame(() => {
      const buttons = [...(list.current?.children[at + by]?.querySelectorAll("button") ?? [])];
      (
        buttons.find((button) => !button.disabled && button.dataset.by === String(by)) ??
        buttons.find((button) => !button.disabled)
      )?.focus();
    });
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "" && chosen.length > 0) remove(chosen.at(-1) as string);
  };

  return (
    <Field form={form} field="topics" isGroup aside="in order, the first is the main one" hint={refused || undefined}>
      <div className="edit-topics needs-js">
        <ul ref={list} aria-label="Chosen topics">
          {chosen.map((name, at) => (
            <li className="edit-chip" key={name}>
              <button
                type="button"
                data-by="-1"
                disabled={at === 0}
                aria-label={`Move ${name} forward`}
                onClick={() => move(at, -1)}
              >
                ‹
              </button>
              <span>{name}</span>
              <button
                type="button"
                data-by="1"
                disabled={at === chosen.length - 1}
                aria-label={`Move ${name} back`}
                onClick={() => move(at, 1)}
              >
                ›
              </button>
              <button type="button" aria-label={`Remove ${name}`} onClick={() => remove(name)}>
                ×
              </button>
            </li>
          ))}
        </ul>
        <input
          {...inputOf(form, "topics")}
          name={undefined}
          ref={input}
          list="topic-choices"
          aria-label="Add a topic"
          placeholder="Add a topic"
          autoComplete="off"
          value={typed}
          onKeyDown={onKey}
          onBlur={() => free.some(({ name }) => name.toLowerCase() === typed.trim().toLowerCase()) && add(typed)}
          onChange={(event) => {
            const { value } = event.currentTarget;
            // A choice from the list comes without a key.
            const isPicked =
              !("inputType" in event.nativeEvent) || event.nativeEvent.inputType === "insertReplacementText";
            setTyped(value);
            setRefused("");
            if (isPicked) add(value);
          }}
        />
        <datalist id="topic-choices">
          {free.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
      </div>
      {suggested.length > 0 ? (
        <p className="edit-suggested needs-js">
          <span className="hint">Suggested:</span>
          {suggested.map(({ id, name }) => (
            <button className="btn" type="button" key={id} onClick={() => add(name)}>
              <span aria-hidden="true">+</span> <span className="sr">Add </span>
              {name}
            </button>
          ))}
        </p>
      ) : null}
      <noscript>
        <textarea
          className="field"
          name="topics"
          rows={4}
          aria-label="Topics, one a line"
          defaultValue={chosen.join("\n")}
        />
      </noscript>
    </Field>
  );
}
