"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { EditableArticle } from "@/db/admin-articles";
import type { Place } from "@/lib/time";
import { EditNotice } from "./edit-notice";
import { ScoreField } from "./score-field";

export type FormArticle = Pick<
  EditableArticle,
  "id" | "version" | "state" | "quality" | "heat" | "heatGiven" | "isCoverage" | "withdrawn"
> & { inStory: boolean };

type Props = {
  article: FormArticle;
  minimum: number;
  place: Place;
  save: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** The fields and buttons of an article. Complete without JavaScript; with it, changed fields are marked. */
export function EditForm({ article, minimum, place, save }: Props) {
  const [state, action, isPending] = useActionState(save, null);
  const [changed, setChanged] = useState<Record<string, boolean>>({});
  const [firstSeen] = useState(article.version);
  const form = useRef<HTMLFormElement>(null);
  const refused = state?.ok === false ? state : null;
  const changes = Object.keys(changed).filter((field) => changed[field]);
  useSaveKey(form);
  useEffect(() => {
    if (state?.ok) setChanged({});
  }, [state]);

  const note = (field: string, was: string) => (event: { currentTarget: HTMLInputElement }) => {
    const isChanged = event.currentTarget.value.trim() !== was;
    setChanged((known) => ({ ...known, [field]: isChanged }));
  };
  const quality = text(article.quality);
  const heat = text(article.heatGiven);

  return (
    <form className="edit-form" action={action} ref={form} aria-label="Edit article">
      {/* The first button is the one that Enter presses. */}
      <button type="submit" name="act" value="save" hidden />
      <input type="hidden" name="id" value={article.id} />
      <input type="hidden" name="version" value={seenVersion(state, firstSeen)} />
      <EditNotice state={state} article={article} place={place} />
      <div className="two">
        <ScoreField
          name="quality"
          label="Quality"
          aside={changed.quality ? `was ${quality || "none"}` : ""}
          hint={`Minimum to publish: ${minimum}. Empty: not judged.`}
          defaultValue={refused?.given.quality ?? quality}
          problem={refused?.fields?.quality}
          isChanged={changed.quality ?? false}
          onInput={note("quality", quality)}
        />
        <ScoreField
          name="heat"
          label="Heat"
          aside={article.heatGiven === null ? `computed, ${computed(article)}` : "set by hand"}
          hint={
            article.inStory
              ? "Empty: computed, for a lead its quality and ten for each other article of its story."
              : "Empty: computed, the same as its quality."
          }
          defaultValue={refused?.given.heat ?? heat}
          problem={refused?.fields?.heat}
          isChanged={changed.heat ?? false}
          onInput={note("heat", heat)}
        />
      </div>
      <div className="savebar">
        <p role="status">
          {isPending ? "Saving" : changes.length > 0 ? `Changed: ${changes.join(", ")}` : doneText(state)}
        </p>
        <button className="btn btn-main" type="submit" name="act" value="save" disabled={isPending}>
          Save
        </button>
        <StateButtons article={article} isPending={isPending} />
      </div>
    </form>
  );
}

function StateButtons({ article, isPending }: { article: FormArticle; isPending: boolean }) {
  const { state, withdrawn, inStory } = article;
  const mayLeave = state !== "unpublished" || (inStory && !withdrawn);
  const leave = state === "published" ? "Unpublish" : state === "queued" ? "Leave out" : "Take off its story";
  return (
    <>
      {state === "published" ? null : (
        <button className="btn" type="submit" name="act" value="publish" disabled={isPending}>
          Publish
        </button>
      )}
      {mayLeave ? (
        <button className="btn" type="submit" name="act" value="unpublish" disabled={isPending}>
          {leave}
        </button>
      ) : null}
    </>
  );
}

/** Ctrl or Command with S saves. */
function useSaveKey(form: React.RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>("button[value=save]"));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [form]);
}

const text = (score: number | null) => (score === null ? "" : String(score));
const computed = ({ heat, isCoverage }: FormArticle) =>
  heat === null ? "none" : isCoverage ? "coverage has none" : `${heat}°`;
const doneText = (state: ActionState) => (state?.ok ? state.message : "");

/**
 * The version that the fields were filled in from. Not simply that of the article: the page around the form may have
 * been rendered anew since, and what was typed would then silently win over somebody else's change.
 */
function seenVersion(state: ActionState, firstSeen: number): string | number {
  if (!state) return firstSeen;
  if (state.ok) return state.version ?? firstSeen;
  // Once the editor decided to go over a change, it is the version they were told about.
  const { act, told, version } = state.given;
  return (act?.endsWith("-over") ? told : version) ?? firstSeen;
}
