"use client";

import { useEffect, useState } from "react";
import { FIELD_NAMES } from "@/lib/publishing/draft";
import type { EditingForm } from "./edit-editing";

type BarProps = {
  form: EditingForm;
  article: { withdrawn: boolean; standing: { others: number } } | null;
  onAct: (act: string) => void;
  /** What came of a save without a script. */
  message: string | null;
};

/** What was changed, and what can be done about it. */
export function EditBar({ form, article, onAct, message }: BarProps) {
  const { changed, isPending } = form;
  const isDirty = changed.length > 0;
  return (
    <div className="savebar">
      <p role="status">
        {isPending ? (
          "Saving"
        ) : isDirty && article ? (
          <Changes form={form} />
        ) : (
          (form.notice?.kind === "told" && form.notice.text) || message
        )}
      </p>
      {isDirty && article ? (
        <button className="btn btn-bare needs-js" type="button" disabled={isPending} onClick={form.discard}>
          Discard
        </button>
      ) : null}
      {article ? (
        <StateButtons form={form} article={article} />
      ) : (
        <button className="btn" type="submit" name="act" value="publish" disabled={isPending}>
          Publish at once
        </button>
      )}
      <button
        className="btn btn-main"
        type="submit"
        name="act"
        value="save"
        disabled={isPending}
        onClick={(event) => {
          event.preventDefault();
          onAct("save");
        }}
      >
        {article ? "Save" : "Put in the queue"} <SaveKey />
      </button>
    </div>
  );
}

function Changes({ form: { changed } }: { form: EditingForm }) {
  return (
    <>
      <b>
        {changed.length} {changed.length === 1 ? "change" : "changes"}
      </b>
      : {changed.map((field) => FIELD_NAMES[field].toLowerCase()).join(", ")}
    </>
  );
}

function StateButtons({
  form,
  article: { withdrawn, standing },
}: {
  form: EditingForm;
  article: NonNullable<BarProps["article"]>;
}) {
  const { state, isPending } = form;
  const mayLeave = state !== "unpublished" || (standing.others > 0 && !withdrawn);
  const leave = state === "published" ? "Unpublish" : state === "queued" ? "Leave out" : "Take off its story";
  const acts = [
    ...(state === "queued" ? [] : [["requeue", "Back to the queue"]]),
    ...(mayLeave ? [["unpublish", leave]] : []),
    ...(state === "published" ? [] : [["publish", "Publish"]]),
  ];
  return acts.map(([value, name]) => (
    <button className="btn" type="submit" key={value} name="act" value={value} disabled={isPending}>
      {name}
    </button>
  ));
}

function SaveKey() {
  const [key, setKey] = useState("Ctrl");
  useEffect(() => {
    if (/mac|iphone|ipad/i.test(navigator.platform)) setKey("⌘");
  }, []);
  return <kbd className="only-wide needs-js">{key} S</kbd>;
}
