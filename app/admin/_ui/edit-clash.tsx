"use client";

import { useEffect, useRef, useState } from "react";
import { clashOf, type Draft, type DraftField, FIELD_NAMES } from "@/lib/publishing/draft";
import { clock, type Place } from "@/lib/time";
import { DiffText } from "./diff-text";
import type { EditingForm } from "./edit-editing";

const listed = (fields: DraftField[]) => fields.map((field) => FIELD_NAMES[field].toLowerCase()).join(", ");

/** Somebody else changed the article meanwhile: what, and what is to become of it. */
export function Clash({ form, place }: { form: EditingForm; place: Place }) {
  const { theirs, base, mine } = form;
  const [mineOf, setMineOf] = useState<DraftField[]>([]);
  const [isCompared, setCompared] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const version = theirs?.version;
  useEffect(() => {
    if (version === undefined) return;
    setMineOf([]);
    setCompared(false);
    box.current?.focus();
  }, [version]);
  if (!theirs) return null;
  const clash = clashOf(base, theirs.draft, mine);
  const last = theirs.changes.at(-1);
  const shown = [...clash.both, ...(isCompared ? clash.theirs : [])];
  const choose = (field: DraftField, isMine: boolean) =>
    setMineOf((chosen) => (isMine ? [...chosen, field] : chosen.filter((one) => one !== field)));
  return (
    <div className="warn edit-clash" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p>
          <b>
            {last?.actor ?? "Somebody"} changed {listed([...clash.theirs, ...clash.both]) || "it"}
            {last ? ` at ${clock(new Date(last.at), place)}` : ""}
          </b>
          , while you changed {listed([...clash.mine, ...clash.both]) || "it"}. Nothing of yours is lost
          {clash.both.length > 0 ? ", nothing of theirs is overwritten." : ", and both fit together."}
        </p>
        {shown.map((field) => (
          <fieldset className="edit-both" key={field}>
            <legend>{FIELD_NAMES[field]}</legend>
            <p>
              <span className="hint">Before </span>
              {shownText(base, field)}
            </p>
            {clash.both.includes(field) ? (
              <>
                <Choice
                  field={field}
                  label="Theirs"
                  isChosen={!mineOf.includes(field)}
                  onChoose={() => choose(field, false)}
                >
                  <DiffText before={shownText(base, field)} after={shownText(theirs.draft, field)} />
                </Choice>
                <Choice
                  field={field}
                  label="Mine"
                  isChosen={mineOf.includes(field)}
                  onChoose={() => choose(field, true)}
                >
                  <DiffText before={shownText(base, field)} after={shownText(mine, field)} />
                </Choice>
              </>
            ) : (
              <p>
                <span className="hint">Theirs </span>
                <DiffText before={shownText(base, field)} after={shownText(theirs.draft, field)} />
              </p>
            )}
          </fieldset>
        ))}
        <div className="edit-clash-acts">
          {clash.both.length === 0 ? (
            <>
              <button className="btn btn-main" type="button" onClick={() => form.settle([])}>
                Keep both
              </button>
              <button className="btn" type="button" aria-expanded={isCompared} onClick={() => setCompared(!isCompared)}>
                Compare
              </button>
            </>
          ) : (
            <>
              <button className="btn btn-main" type="button" onClick={() => form.settle(mineOf)}>
                Use what is chosen
              </button>
              <button className="btn" type="button" onClick={() => form.settle(clash.both)}>
                Keep mine
              </button>
            </>
          )}
          <button className="btn" type="button" onClick={form.takeTheirs}>
            Take theirs
          </button>
        </div>
      </div>
    </div>
  );
}

type ChoiceProps = {
  field: DraftField;
  label: string;
  isChosen: boolean;
  onChoose: () => void;
  children: React.ReactNode;
};

function Choice({ field, label, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label className="edit-choice">
      <input type="radio" name={`choice-${field}`} checked={isChosen} onChange={onChoose} />
      <span>
        <b>{label}</b> {children}
      </span>
    </label>
  );
}

function shownText(draft: Draft, field: DraftField): string {
  const value = draft[field];
  if (typeof value === "string") return value || (field === "heat" ? "computed" : "none");
  if (value.length === 0) return "none";
  return value.map((item) => (typeof item === "string" ? item : item.url)).join(", ");
}
