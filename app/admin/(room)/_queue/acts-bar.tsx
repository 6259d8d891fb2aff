"use client";

import { Cap } from "./cap";

type Props = {
  score: number | null;
  /** How many are marked. */
  marked: number;
  /** Below the minimum, and asked: the next press publishes. */
  isAsking: boolean;
  onPublish: () => void;
  onSchedule: () => void;
  onLeave: () => void;
  onLater: () => void;
};

/** The buttons that judge; on phones they stay at the bottom. */
export function ActsBar({ score, marked, isAsking, onPublish, onSchedule, onLeave, onLater }: Props) {
  const these = marked > 0 ? ` ${marked}` : "";
  const at = marked > 1 || score === null ? "" : ` at ${score}`;
  return (
    <div className="q-acts">
      <button className="btn btn-main" type="button" aria-keyshortcuts="Enter" onClick={onPublish}>
        {isAsking ? `Publish${these}${at} all the same` : `Publish${these}${at}`} <Cap>↵</Cap>
      </button>
      <button className="btn" type="button" aria-keyshortcuts="s" onClick={onSchedule}>
        Schedule <Cap>S</Cap>
      </button>
      <button className="btn" type="button" aria-keyshortcuts="u" onClick={onLeave}>
        Leave out <Cap>U</Cap>
      </button>
      <button className="btn" type="button" aria-keyshortcuts="l" onClick={onLater}>
        Later <Cap>L</Cap>
      </button>
    </div>
  );
}
