import type { InputEventHandler } from "react";

type Props = {
  name: string;
  label: string;
  aside: string;
  hint: string;
  defaultValue: string;
  problem: string | undefined;
  isChanged: boolean;
  onInput: InputEventHandler<HTMLInputElement>;
};

/** A whole number, or nothing. */
export function ScoreField({ name, label, aside, hint, defaultValue, problem, isChanged, onInput }: Props) {
  return (
    <div className={isChanged ? "f is-changed" : "f"}>
      <div className="f-top">
        <label className="label" htmlFor={name}>
          {label}
        </label>
        <span className="aside">{aside}</span>
      </div>
      <input
        className="field f-score"
        id={name}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        defaultValue={defaultValue}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${name}-hint`}
        onInput={onInput}
      />
      <p className="hint" id={`${name}-hint`}>
        {problem ? <strong>{problem} </strong> : null}
        {hint}
      </p>
    </div>
  );
}
