"use client";

import type { Deed } from "./deeds";

type Props = {
  deed: Deed;
  topics: { id: string; name: string }[];
  minimum: number;
  /** How many are below the minimum quality, or not judged. */
  below: number;
};

/** What the act needs to know. */
export function BulkFields({ deed, topics, minimum, below }: Props) {
  if (deed.name === "publish") return <BelowMinimum minimum={minimum} below={below} />;
  if (deed.name === "quality") return <Score label="Quality" other={{ value: "none", word: "Not judged" }} />;
  if (deed.name === "heat")
    return <Score label="Heat" other={{ value: "computed", word: "Computed, as the rule has it" }} />;
  if (deed.name === "topic") return <Topic topics={topics} />;
  return deed.name === "schedule" ? <Times /> : null;
}

function BelowMinimum({ minimum, below }: { minimum: number; below: number }) {
  return (
    <fieldset className={below > 0 ? "bulk-choice warn" : "bulk-choice"}>
      <legend>Below the minimum quality of {minimum}, or not judged</legend>
      <label>
        <input type="radio" name="belowMinimum" value="leave" defaultChecked /> Leave them as they are
      </label>
      <label>
        <input type="radio" name="belowMinimum" value="publish" /> Publish them anyway
      </label>
    </fieldset>
  );
}

function Score({ label, other }: { label: string; other: { value: string; word: string } }) {
  return (
    <fieldset className="bulk-choice">
      <legend>{label}</legend>
      <div>
        <label>
          <input type="radio" name="how" value="score" defaultChecked /> By hand
        </label>
        <input
          className="field"
          name="score"
          inputMode="numeric"
          maxLength={10}
          autoComplete="off"
          aria-label={label}
          data-first
        />
      </div>
      <label>
        <input type="radio" name="how" value={other.value} /> {other.word}
      </label>
    </fieldset>
  );
}

function Topic({ topics }: { topics: Props["topics"] }) {
  return (
    <div className="bulk-choice">
      <label>
        <input type="radio" name="how" value="add-topic" defaultChecked /> Add
      </label>
      <label>
        <input type="radio" name="how" value="remove-topic" /> Remove
      </label>
      <label className="bulk-topic">
        Topic
        <select className="field" name="topic" defaultValue="" data-first>
          <option value="">Choose one</option>
          {topics.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Times() {
  return (
    <div className="bulk-times">
      <label>
        Live from
        <input className="field" type="datetime-local" name="liveFrom" />
      </label>
      <label>
        Live until
        <input className="field" type="datetime-local" name="liveUntil" />
      </label>
      <p className="hint">In your own time zone. Empty: from the moment they are published, without an end.</p>
    </div>
  );
}
