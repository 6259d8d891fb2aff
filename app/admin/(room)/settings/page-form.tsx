"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { PageText } from "@/app/_ui/page-text";
import { MAX_PAGE_LENGTH, PAGE_TITLES, type SitePage } from "@/lib/settings/pages";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { Notice } from "./notice";
import { useSaved } from "./use-saved";

type Props = {
  page: SitePage;
  text: string;
  version: number;
  place: Place;
  save: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** The text of one page, and how it will look. */
export function PageForm({ page, text, version, place, save }: Props) {
  const [state, action, isPending] = useActionState(save, null);
  const form = useRef<HTMLFormElement>(null);
  const seen = useSaved(state, version, form);
  const refused = state?.ok === false ? state : null;
  const shown = refused?.given.text ?? text;
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const title = PAGE_TITLES[page];
  const problem = refused?.fields?.text;
  return (
    <form className="page-form" action={action} ref={form} aria-label={title}>
      <input type="hidden" name="version" value={seen} />
      <input type="hidden" name="page" value={page} />
      <div className="f">
        <div className="f-top">
          <label className="label" htmlFor={`text-${page}`}>
            Text
          </label>
          <span className="aside">
            {text ? (
              <a className="under" href={urls[page]}>
                {urls[page]}
              </a>
            ) : (
              "not there yet"
            )}
          </span>
        </div>
        <textarea
          className="field"
          id={`text-${page}`}
          name="text"
          rows={10}
          maxLength={MAX_PAGE_LENGTH}
          defaultValue={shown}
          onInput={(event) => setTyped(event.currentTarget.value)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `text-${page}-hint text-help` : "text-help"}
        />
        {problem ? (
          <p className="hint" id={`text-${page}-hint`}>
            <strong>{problem}</strong>
          </p>
        ) : null}
      </div>
      <section className="preview" aria-label={`Preview of ${title}`}>
        {typed.trim() ? <PageText text={typed} /> : <p className="hint">Without a text there is no such page.</p>}
      </section>
      <div className="page-form-end">
        <Notice state={state} place={place} />
        <button className="btn btn-main" type="submit" name="act" value="save" disabled={isPending}>
          {isPending ? "Saving" : `Save ${title.toLowerCase()}`}
        </button>
      </div>
    </form>
  );
}
