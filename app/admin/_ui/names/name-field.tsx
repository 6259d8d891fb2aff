import { useEffect, useRef, useState } from "react";
import { urls } from "@/lib/urls";

export type NamedField = {
  name: string;
  label: string;
  value: string;
  hint?: string;
  aside?: string;
  /** `line` takes proposals, too. */
  kind?: "line" | "text" | "choice";
  options?: { value: string; label: string }[];
  isRequired?: boolean;
  /** An address or a name of a host: nothing to correct. */
  isCode?: boolean;
  /** The address of a picture, shown beside it. */
  isPicture?: boolean;
};

type Props = {
  field: NamedField;
  /** What the form held when it was refused. */
  given?: string | undefined;
  problem?: string | undefined;
  isChanged: boolean;
  onChange: (value: string) => void;
};

export function NameField({ field, given, problem, isChanged, onChange }: Props) {
  const [typed, setTyped] = useState(given ?? field.value);
  const { name, label, value, hint, aside, kind = "line", options = [], isRequired, isCode } = field;
  const id = `f-${name}`;
  const element = useRef<HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement>(null);
  const change = (value: string) => {
    setTyped(value);
    onChange(value);
  };
  const first = useRef({ typed, change });
  // What was typed before the page's script was there told nobody.
  useEffect(() => {
    const early = element.current?.value;
    if (early !== undefined && early !== first.current.typed) first.current.change(early);
  }, []);
  const common = {
    id,
    ref: element,
    name,
    className: "field",
    defaultValue: given ?? value,
    required: isRequired,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": hint || problem ? `${id}-hint` : undefined,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => change(currentTarget.value),
  };
  return (
    <div className={isChanged ? "f is-changed" : "f"}>
      <div className="f-top">
        <label className="label" htmlFor={id}>
          {label}
        </label>
        {aside ? <span className="aside">{aside}</span> : null}
      </div>
      {kind === "choice" ? (
        // React sets a select's default only once: the key lets it follow what was given.
        <select {...common} key={given ?? value}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : kind === "text" ? (
        <textarea {...common} rows={6} />
      ) : (
        <input
          {...common}
          type="text"
          autoComplete="off"
          list={options.length > 0 ? `${id}-list` : undefined}
          {...(isCode ? { autoCapitalize: "none", spellCheck: false } : {})}
        />
      )}
      {field.isPicture && /^(?:https?:\/\/|\/[^/])/.test(typed.trim()) ? (
        // biome-ignore lint/performance/noImgElement: a preview
        <img className="names-preview" src={previewOf(typed.trim())} alt="As it will look" />
      ) : null}
      {kind === "line" && options.length > 0 ? (
        <datalist id={`${id}-list`}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </datalist>
      ) : null}
      {hint || problem ? (
        <p className="hint" id={`${id}-hint`}>
          {problem ? (
            <strong>
              {label} {problem}.{" "}
            </strong>
          ) : null}
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** Fetched by us, so that the editor's browser talks to nobody else. */
const previewOf = (address: string) => (address.startsWith("/") ? address : urls.admin.picture(address));
