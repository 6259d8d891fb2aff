"use client";

import { useEffect, useRef } from "react";

const KEYS: [string, [string[], string][]][] = [
  [
    "Judge",
    [
      [["8", "7"], "quality 87: tens, then ones"],
      [["0"], "quality 100"],
      [["⇧", "3"], "quality 130: a hundred more"],
      [["←", "→"], "one less, one more; with ⇧ ten"],
      [["↵"], "publish; below the minimum twice"],
      [["U"], "leave out"],
      [["S"], "schedule"],
      [["L"], "later: tomorrow at six"],
      [["Z"], "undo"],
    ],
  ],
  [
    "Arrange",
    [
      [["G"], "make one story of the thread, or of what is marked"],
      [["A"], "join the published story that is near"],
      [["T"], "add or remove a topic"],
      [["X"], "mark; acts go to all that are marked"],
      [["Esc"], "nothing marked"],
    ],
  ],
  [
    "Look",
    [
      [["J", "K"], "next, previous; also ↓ and ↑"],
      [["O"], "open the original"],
      [["E"], "edit"],
      [["V"], "another order"],
      [["?"], "these keys"],
    ],
  ],
];

/** All keys of the queue. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog className="q-dialog q-all-keys" ref={dialog} aria-labelledby="q-all-keys" onClose={onClose}>
      <h2 id="q-all-keys">All keys</h2>
      <div className="q-key-lists">
        {KEYS.map(([name, keys]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([caps, does]) => (
                <div key={does}>
                  <dt>
                    {caps.map((cap) => (
                      <kbd key={cap}>{cap}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="q-dialog-acts">
        <button className="btn" type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </dialog>
  );
}
