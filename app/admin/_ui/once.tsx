"use client";

import { useState } from "react";

/** What is shown once: texts to copy, such as a link. Fills itself in for whoever has no clipboard: it can be selected. */
export function Once({ label, texts }: { label: string; texts: string[] }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(texts.join("\n"));
    setCopied(true);
  };
  const [first = ""] = texts;
  return (
    <div className="once">
      {texts.length === 1 ? (
        <input
          className="field typed"
          readOnly
          value={first}
          aria-label={label}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      ) : (
        <ol className="typed" aria-label={label}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
      <button className="btn needs-js" type="button" onClick={() => void copy()}>
        {copied ? "Copied" : "Copy"}
      </button>
    </div>
  );
}
