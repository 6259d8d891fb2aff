"use client";

import { SLIDER_MAX } from "./score";

type Props = {
  score: number | null;
  /** Nobody typed it: it is what the article has, or what its provider's usually get. */
  source: "typed" | "given" | "usual" | "none";
  minimum: number;
  /** Sentences on what it would make of it. */
  effect: string;
  isTens: boolean;
  onDigit: (digit: number, shift: boolean) => void;
  onScore: (score: number) => void;
};

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];

/** The quality: read large, set by slider, by keys on the screen or by the keyboard. */
export function ScorePanel({ score, source, minimum, effect, isTens, onDigit, onScore }: Props) {
  const tens = score === null ? null : Math.floor(score / 10);
  return (
    <section className="q-score" aria-labelledby="q-quality">
      <h3 className="sr" id="q-quality">
        Quality
      </h3>
      <div className="q-score-top">
        <p className={source === "typed" ? "q-number" : "q-number is-quiet"} aria-live="polite">
          {score ?? "–"}
          {isTens ? <span className="caret" aria-hidden="true" /> : null}
        </p>
        <p className="q-effect">
          <strong>{verdict(score, source, minimum)}</strong>
          {effect}
        </p>
      </div>
      <div className="q-ruler">
        <svg className="q-fill" viewBox={`0 0 ${WIDTH} 1`} preserveAspectRatio="none" aria-hidden="true">
          <rect width={at(score ?? 0)} height="1" />
        </svg>
        <input
          type="range"
          min={0}
          max={SLIDER_MAX}
          step={1}
          value={Math.min(Math.max(score ?? minimum, 0), SLIDER_MAX)}
          aria-label="Quality"
          aria-valuetext={score === null ? "none yet" : `${score}, minimum ${minimum}`}
          onChange={(event) => onScore(event.currentTarget.valueAsNumber)}
        />
        <Scale minimum={minimum} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields of a form */}
      <div className="q-keys" role="group" aria-label="Tens, then ones">
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            aria-pressed={tens !== null && tens % 10 === digit && (digit !== 0 || tens >= 10)}
            aria-label={isTens && score !== null ? `${score + digit}` : `${digit === 0 ? 100 : digit * 10}`}
            onClick={(event) => onDigit(digit, event.shiftKey)}
          >
            <b>{digit}</b>
            <span>{isTens && score !== null ? score + digit : digit === 0 ? 100 : digit * 10}</span>
          </button>
        ))}
      </div>
      <p className="q-legend only-wide" data-flush aria-hidden="true">
        <span>
          <kbd>8</kbd> then <kbd>7</kbd> sets 87
        </span>
        <span>
          <kbd>⇧</kbd> <kbd>3</kbd> sets 130
        </span>
        <span>
          <kbd>←</kbd> <kbd>→</kbd> one step
        </span>
      </p>
    </section>
  );
}

function verdict(score: number | null, source: Props["source"], minimum: number): string {
  if (score === null) return "No quality yet";
  const where = score < minimum ? `below the minimum of ${minimum}` : `above the minimum of ${minimum}`;
  const is = score === minimum ? "just the minimum" : where;
  return source === "usual" ? `As usual, ${is}` : `Quality, ${is}`;
}

const WIDTH = 720;
const TENS = Array.from({ length: SLIDER_MAX / 10 + 1 }, (_, tens) => tens);
const at = (score: number) => (Math.min(Math.max(score, 0), SLIDER_MAX) / SLIDER_MAX) * WIDTH;

/** The slider's scale: ticks by ten, and the minimum. */
function Scale({ minimum }: { minimum: number }) {
  const numbers = [0, 50, 100, SLIDER_MAX].filter((number) => number === minimum || Math.abs(number - minimum) > 12);
  return (
    <svg className="q-scale" viewBox={`0 0 ${WIDTH} 26`} aria-hidden="true">
      {TENS.map((tens) => (
        <line key={tens} className="tick" x1={at(tens * 10)} x2={at(tens * 10)} y1="0" y2={tens % 5 === 0 ? 8 : 4} />
      ))}
      <line className="min" x1={at(minimum)} x2={at(minimum)} y1="0" y2="11" />
      {numbers
        .filter((number) => number !== minimum)
        .map((number) => (
          <text key={number} x={at(number)} y="24" textAnchor={anchor(number)}>
            {number}
          </text>
        ))}
      <text x={at(minimum)} y="24" textAnchor={anchor(minimum)}>
        {minimum} minimum
      </text>
    </svg>
  );
}

const anchor = (number: number): "start" | "middle" | "end" =>
  number <= 0 ? "start" : number >= SLIDER_MAX ? "end" : "middle";
