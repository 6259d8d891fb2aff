"use client";

import { turnKeys } from "@/app/_ui/habits/kept";
import { READER_KEYS } from "@/app/_ui/habits/reader-keys";

/** The keys for reading, and whether they are on. */
export function KeyList({ on }: { on: boolean }) {
  return (
    <section className="part" aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <dl className="reader-keys">
        {READER_KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => turnKeys(event.target.checked ? "on" : "off")} />
        Keys are on
      </label>
    </section>
  );
}
