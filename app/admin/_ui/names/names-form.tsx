"use client";

import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { Place } from "@/lib/time";
import { Meanwhile } from "./meanwhile";
import { type NamedField, NameField } from "./name-field";

type Props = {
  label: string;
  fields: NamedField[];
  hidden?: Record<string, string>;
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  button: string;
  isMain?: boolean;
  place?: Place;
  /** Below the fields. */
  children?: ReactNode;
};

/** A form of a topic or provider. Complete without JavaScript; with it, changed fields are marked. */
export function NamesForm({ label, fields, hidden = {}, action, button, isMain = false, place, children }: Props) {
  const [state, send, isPending] = useActionState(action, null);
  const [changed, setChanged] = useState<Record<string, boolean>>({});
  const form = useRef<HTMLFormElement>(null);
  const refused = state?.ok === false ? state : null;
  const names = fields.filter(({ name }) => changed[name]).map((field) => field.label.toLowerCase());
  useSaveKey(form, isMain);
  const ofNoField = refused && !fields.some(({ name }) => refused.fields?.[name]);
  return (
    <form className="names-form" action={send} ref={form} aria-label={label}>
      {/* The first button is the one that Enter presses. */}
      <button type="submit" hidden />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {refused?.conflict && place ? (
        <Meanwhile conflict={refused.conflict} message={refused.message} place={place} />
      ) : ofNoField ? (
        <p className="problem" role="alert">
          {refused.message} {Object.values(refused.fields ?? {}).join(" ")}
        </p>
      ) : null}
      {fields.map((field) => (
        <NameField
          key={field.name}
          field={field}
          given={refused?.given[field.name]}
          problem={refused?.fields?.[field.name]}
          isChanged={isMain && (changed[field.name] ?? false)}
          onChange={(value) => setChanged((known) => ({ ...known, [field.name]: value.trim() !== field.value.trim() }))}
        />
      ))}
      {children}
      {isMain ? (
        <div className="savebar">
          <p role="status">
            {isPending ? "Saving" : names.length > 0 ? `Changed: ${names.join(", ")}` : state?.ok ? state.message : ""}
          </p>
          <button className="btn btn-main" type="submit" disabled={isPending}>
            {button} <kbd className="needs-js">Ctrl S</kbd>
          </button>
        </div>
      ) : (
        <div>
          <button className="btn" type="submit" disabled={isPending}>
            {button}
          </button>
        </div>
      )}
    </form>
  );
}

function useSaveKey(form: { current: HTMLFormElement | null }, isMain: boolean) {
  useEffect(() => {
    if (!isMain) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [form, isMain]);
}
