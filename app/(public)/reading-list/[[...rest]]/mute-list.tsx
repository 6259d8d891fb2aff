"use client";

import { useState } from "react";
import { MAX_WORD_LENGTH, type Mute, mute, mutedWord, unmute } from "@/app/_ui/habits/kept";
import { say } from "@/app/_ui/habits/say";
import { urls } from "@/lib/urls";

const KINDS = { provider: "Provider", topic: "Topic", word: "Word" } as const;

/** What the reader does not want to see, and a field for another word. */
export function MuteList({ muted }: { muted: Mute[] }) {
  const [word, type] = useState("");
  const add = (event: React.SubmitEvent) => {
    event.preventDefault();
    const what = mutedWord(word);
    if (!what) return;
    type("");
    say(mute(what) ? `Muted: ${what.name}.` : "This browser does not let pages keep anything.");
  };
  return (
    <section className="part" aria-labelledby="mutes">
      <h2 id="mutes">Muted</h2>
      <p className="note">
        Articles of these providers, on these topics or showing these words in title or excerpt stand on no list and in
        no search. Feeds know nothing of it.
      </p>
      {muted.length > 0 && (
        <ul className="mutes">
          {muted.map((what) => (
            <li key={`${what.kind} ${what.id}`}>
              <span>{KINDS[what.kind]}</span>
              {what.kind === "word" ? <b>{what.name}</b> : <a href={addressOf(what)}>{what.name}</a>}
              <button type="button" className="btn" onClick={() => takeBack(what)}>
                Unmute<span className="sr"> {what.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="mute-word" onSubmit={add}>
        <label className="label" htmlFor="mute-word">
          Mute a word
        </label>
        <div>
          <input
            className="field"
            id="mute-word"
            value={word}
            maxLength={MAX_WORD_LENGTH}
            autoComplete="off"
            onChange={(event) => type(event.target.value)}
          />
          <button type="submit" className="btn">
            Mute
          </button>
        </div>
      </form>
    </section>
  );
}

const addressOf = ({ kind, id }: Mute) => (kind === "topic" ? urls.topic(id) : urls.provider(id));

function takeBack(what: Mute): void {
  unmute(what);
  say(`No longer muted: ${what.name}.`, { text: "Undo", act: () => mute(what) });
}
