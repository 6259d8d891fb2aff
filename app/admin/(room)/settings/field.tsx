"use client";

import type { ComponentProps, ReactNode } from "react";

type Props = Omit<ComponentProps<"input">, "id"> & {
  name: string;
  label: string;
  /** Where the present value comes from. */
  aside?: string;
  hint: ReactNode;
  problem?: string | undefined;
};

/** A line to type in, with its label, a hint, and what is wrong with it. */
export function Field({ label, aside, hint, problem, ...input }: Props) {
  const id = `setting-${input.name}`;
  return (
    <div className="f">
      <div className="f-top">
        <label className="label" htmlFor={id}>
          {label}
        </label>
        {aside ? <span className="aside">{aside}</span> : null}
      </div>
      <input
        autoComplete="off"
        {...input}
        className={`field ${input.className ?? ""}`}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-hint`}
      />
      <p className="hint" id={`${id}-hint`}>
        {problem ? <strong>{problem} </strong> : null}
        {hint}
      </p>
    </div>
  );
}
