"use client";

import { Cap } from "./cap";
import type { Refused } from "./desk-state";

type Props = {
  refused: Refused | undefined;
  asking: string | null;
  marked: number;
  onAgain: () => void;
  onLetBe: () => void;
  onUnmark: () => void;
};

const STATE_WORDS: Record<string, string> = { published: "It is published.", unpublished: "It was left out." };

/** What stands in the way: an act that was not done, a question, and to how many the acts go. */
export function Notices({ refused, asking, marked, onAgain, onLetBe, onUnmark }: Props) {
  return (
    <>
      {marked > 0 ? (
        <div className="warn q-notice">
          <div>
            {marked === 1
              ? "One article is marked: acts go to it."
              : `${marked} articles are marked: acts go to all of them.`}
          </div>
          <button className="btn" type="button" onClick={onUnmark}>
            Unmark <Cap>Esc</Cap>
          </button>
        </div>
      ) : null}
      {refused ? (
        <div className="warn q-notice">
          <div>
            <strong>Not saved.</strong> {refused.message} {refused.elsewhere ? STATE_WORDS[refused.elsewhere] : ""}
          </div>
          {refused.elsewhere ? (
            <button className="btn" type="button" onClick={onLetBe}>
              Leave it so
            </button>
          ) : null}
          <button className="btn" type="button" onClick={onAgain}>
            {refused.elsewhere ? "Do it all the same" : "Try again"}
          </button>
        </div>
      ) : null}
      <div role="alert">{asking ? <p className="problem q-notice">{asking}</p> : null}</div>
    </>
  );
}
