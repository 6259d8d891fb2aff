"use client";

import { useActionState, useEffect, useRef } from "react";
import type { Removal } from "@/db/search-synonyms";
import type { Synonym } from "@/lib/search/synonyms";
import type { ActionForm } from "./action-form";

type Props = { groups: Synonym[]; removed: Pick<Removal, "words"> | null; add: ActionForm; remove: ActionForm };

/** The groups, each with its button; what was removed a moment ago can be added again. */
export function SynonymList({ groups, removed, add, remove }: Props) {
  const [removal, removing, isRemoving] = useActionState(remove, null);
  const [undo, undoing, isUndoing] = useActionState(add, null);
  const list = useRef<HTMLUListElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: whoever uses the keyboard goes on where it can be undone, or was.
  useEffect(() => {
    if (removal?.ok) undoButton.current?.focus();
  }, [removal]);
  useEffect(() => {
    if (undo?.ok) list.current?.focus();
  }, [undo]);
  const refused = [undo, removal].find((state) => state?.ok === false);
  return (
    <>
      {refused ? (
        <p className="problem" role="alert">
          {refused.message}
        </p>
      ) : null}
      {removed ? (
        <form action={undoing} className="warn">
          <input type="hidden" name="words" value={removed.words.join(", ")} />
          <div role="status">
            Removed: <span className="typed">{removed.words.join(", ")}</span>
          </div>
          <button className="btn" type="submit" disabled={isUndoing} ref={undoButton}>
            Add it again
          </button>
        </form>
      ) : null}
      {groups.length === 0 ? <p className="hint">There are none yet.</p> : null}
      <ul className="synonyms" aria-label="Synonyms" ref={list} tabIndex={-1}>
        {groups.map(({ id, words }) => (
          <li key={id}>
            <span className="typed">{words.join(", ")}</span>
            <form action={removing}>
              <input type="hidden" name="id" value={id} />
              <button
                className="btn btn-bare"
                type="submit"
                disabled={isRemoving}
                aria-label={`Remove ${words.join(", ")}`}
              >
                Remove
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
