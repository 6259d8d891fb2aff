"use client";

import { useChosen } from "./chosen";

/** Chooses an article; with Shift all from the last one. */
export function Tick({ id, title }: { id: number; title: string }) {
  const { has, toggle } = useChosen();
  return (
    <label className="a-tick needs-js">
      <input
        type="checkbox"
        checked={has(id)}
        aria-label={`Choose ${title}`}
        onChange={({ nativeEvent }) => toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
    </label>
  );
}
