import type { EditingForm } from "./edit-editing";
import { Field, Line } from "./edit-field";

/** How the article stands in its story. `others` counts the other articles. */
export type Standing = { others: number; isCoverage: boolean; leadTitle: string | null };

type ScoresProps = { form: EditingForm; minimum: number; standing: Standing };

const HEAT_PER_SOURCE = 10;

/** Quality, and the heat that follows from it or is set by hand. */
export function Scores({ form, minimum, standing }: ScoresProps) {
  const { mine, base } = form;
  const computed = computedHeat(mine.quality, standing);
  const isByHand = mine.heat.trim() !== "";
  const was = (value: string) => `was ${value.trim() || "none"}`;
  return (
    <div className="two">
      <Field
        form={form}
        field="quality"
        aside={form.changed.includes("quality") ? was(base.quality) : undefined}
        hint={`Minimum to publish: ${minimum}. Empty: not judged.`}
      >
        <Line form={form} field="quality" className="field f-score" inputMode="numeric" maxLength={11} />
      </Field>
      <Field
        form={form}
        field="heat"
        aside={isByHand ? "set by hand" : `computed, ${computed === null ? "none" : `${computed}°`}`}
        hint={`${sumOf(mine.quality, standing)} ${isByHand ? "Empty it to have it computed." : "A number sets it by hand."}`}
      >
        <div className="edit-heat">
          <Line
            form={form}
            field="heat"
            className="field f-score"
            inputMode="numeric"
            maxLength={11}
            placeholder={computed === null ? "" : String(computed)}
          />
          {isByHand ? (
            <button className="btn needs-js" type="button" onClick={() => form.set("heat", "")}>
              Compute it
            </button>
          ) : null}
        </div>
      </Field>
    </div>
  );
}

/** By the rule: of a lead, or of an article alone. Null for coverage, and without a quality. */
export function computedHeat(quality: string, { others, isCoverage }: Standing): number | null {
  const value = Number(quality);
  if (quality.trim() === "" || !Number.isInteger(value) || isCoverage) return null;
  return value + HEAT_PER_SOURCE * others;
}

function sumOf(quality: string, standing: Standing): string {
  const { others, isCoverage, leadTitle } = standing;
  if (isCoverage) return `Coverage has no heat of its own${leadTitle ? `; “${leadTitle}” leads` : ""}.`;
  const sum = computedHeat(quality, standing);
  if (sum === null) return "Without a quality there is none.";
  if (others === 0) return "Computed, it is the same as its quality.";
  return `${quality.trim()} and ten for each of ${others} other${others === 1 ? "" : "s"} make ${sum}.`;
}
