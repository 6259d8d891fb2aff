"use client";

import { type FormEvent, useId, useState } from "react";
import { mergeEffect } from "./effects";
import { markName } from "./marked";
import { MemberLine } from "./member-line";
import type { ToldArticle } from "./told-article";

export type ToldSuggestion = {
  /** Its ids. */
  key: string;
  articles: ToldArticle[];
  /** They come along, since they are in a story with one of these. */
  along: ToldArticle[];
  percent: number;
  words: string[];
  /** `3 hours` */
  span: string;
};
type Props = {
  suggestion: ToldSuggestion;
  action: (form: FormData) => void;
  onAnswer: (key: string, verb: "merge" | "apart", ids: number[]) => void;
};

export function SuggestedStory({ suggestion, action, onAnswer }: Props) {
  const { key, articles, along, percent, words, span } = suggestion;
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const heading = useId();
  const chosen = articles.filter(({ id }) => !left.has(id));
  const stories = new Set(chosen.flatMap(({ storyId }) => storyId ?? []));
  const coming = along.filter(({ storyId }) => storyId !== null && stories.has(storyId));
  const would = [...chosen, ...coming];
  const known = would.filter(
    ({ storyId }) => storyId !== null && storyId === chosen.find((one) => one.storyId)?.storyId,
  );

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const verb = submitter instanceof HTMLButtonElement && submitter.value === "apart" ? "apart" : "merge";
    onAnswer(
      key,
      verb,
      chosen.map(({ id }) => id),
    );
  };

  return (
    <section className="st-suggestion" data-row data-suggestion={key} aria-labelledby={heading}>
      <h3 id={heading}>
        Probably one story: {articles.length} articles
        <span>
          {words.length > 0 ? `same words: ${words.join(", ")}; ` : ""}
          {span}; {percent}% alike
        </span>
      </h3>
      <form action={action} onSubmit={onSubmit}>
        <ul className="st-thread">
          {articles.map((article) => (
            <li key={article.id}>
              <label className="st-tick">
                <input
                  type="checkbox"
                  name={markName(article.id)}
                  defaultChecked
                  aria-label={`With it: ${article.title}`}
                  onChange={({ currentTarget: { checked } }) =>
                    setLeft(
                      (was) => new Set(checked ? [...was].filter((id) => id !== article.id) : [...was, article.id]),
                    )
                  }
                />
              </label>
              <MemberLine article={article} note={article.storyId === null ? "" : "in a story already"} />
            </li>
          ))}
        </ul>
        <p className="st-effect" aria-live="polite">
          {chosen.length < 2 ? "Tick two articles or more." : mergeEffect(known, would)}
          {coming.length > 0 ? ` ${coming.length} more of their stories come along.` : ""}
        </p>
        <p className="st-acts">
          <button className="btn btn-main" data-step type="submit" name="do" value="merge">
            One story <kbd>G</kbd>
          </button>
          <button className="btn" type="submit" name="do" value="apart">
            Not one story <kbd>N</kbd>
          </button>
        </p>
      </form>
    </section>
  );
}
