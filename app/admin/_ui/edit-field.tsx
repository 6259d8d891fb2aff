import type { ReactNode } from "react";
import { type DraftField, FIELD_NAMES } from "@/lib/publishing/draft";
import type { EditingForm } from "./edit-editing";

type FieldProps = {
  form: EditingForm;
  field: DraftField;
  label?: string;
  aside?: ReactNode;
  hint?: ReactNode;
  /** Whether it is a group of fields with a name rather than one with a label. */
  isGroup?: boolean;
  children: ReactNode;
};

/** One field with its name, what is to be known of it, and what is wrong with it; marked when it was changed. */
export function Field({ form, field, label = FIELD_NAMES[field], aside, hint, isGroup = false, children }: FieldProps) {
  const problem = form.problems[field];
  const isChanged = form.changed.includes(field);
  const name = isGroup ? (
    <span className="label" id={`${field}-label`}>
      {label}
    </span>
  ) : (
    <label className="label" htmlFor={field}>
      {label}
    </label>
  );
  return (
    <div
      className={isChanged ? "f is-changed" : "f"}
      {...(isGroup && { role: "group", "aria-labelledby": `${field}-label`, "aria-describedby": hintId(field) })}
    >
      <div className="f-top">
        {name}
        <span className="aside">
          {aside}
          {isChanged ? <span className="sr">, changed</span> : null}
        </span>
      </div>
      {children}
      <p className="hint" id={hintId(field)}>
        {problem ? <strong>{problem} </strong> : null}
        {hint}
      </p>
    </div>
  );
}

export const hintId = (field: DraftField) => `${field}-hint`;

/** What every input of a field has. */
export function inputOf(form: EditingForm, field: DraftField) {
  return {
    id: field,
    name: field,
    "aria-invalid": form.problems[field] ? true : undefined,
    "aria-describedby": hintId(field),
  } as const;
}

type TextField = Exclude<DraftField, "topics" | "images">;

/** A field of one line. */
export function Line({
  form,
  field,
  ...rest
}: { form: EditingForm; field: TextField } & Omit<React.ComponentProps<"input">, "form">) {
  return (
    <input
      className="field"
      autoComplete="off"
      value={form.mine[field]}
      onChange={(event) => form.set(field, event.currentTarget.value)}
      {...inputOf(form, field)}
      {...rest}
    />
  );
}

/** A field of several. */
export function Lines({
  form,
  field,
  ...rest
}: { form: EditingForm; field: TextField } & Omit<React.ComponentProps<"textarea">, "form">) {
  return (
    <textarea
      className="field"
      value={form.mine[field]}
      onChange={(event) => form.set(field, event.currentTarget.value)}
      {...inputOf(form, field)}
      {...rest}
    />
  );
}

const wordsIn = (text: string) => text.match(/\S+/g)?.length ?? 0;

/** `15 words, 85 characters` */
export function counted(text: string): string {
  const [words, characters] = [wordsIn(text), [...text.trim()].length];
  return `${words} ${words === 1 ? "word" : "words"}, ${characters} ${characters === 1 ? "character" : "characters"}`;
}
