"use client";

import { useActionState, useRef, useState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { Place } from "@/lib/time";
import { Field } from "./field";
import { Notice } from "./notice";
import { useSaved } from "./use-saved";

/** What counts while nothing is set here, and what says so: an environment variable, or Gazette itself. */
export type Default = { value: string; from: string };
export type GeneralValues = Record<"name" | "description" | "timeZone" | "minimumQuality", string | null>;

type Props = {
  given: GeneralValues;
  defaults: Record<keyof GeneralValues, Default>;
  version: number;
  zones: string[];
  place: Place;
  save: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

export function GeneralForm({ given, defaults, version, zones, place, save }: Props) {
  const [state, action, isPending] = useActionState(save, null);
  const form = useRef<HTMLFormElement>(null);
  const seen = useSaved(state, version, form);
  const refused = state?.ok === false ? state : null;
  const field = (name: keyof GeneralValues) => ({
    name,
    defaultValue: refused?.given[name] ?? given[name] ?? "",
    placeholder: defaults[name].value,
    problem: refused?.fields?.[name],
    aside: given[name] === null ? defaults[name].from : "set here",
  });
  const without = (name: keyof GeneralValues) =>
    `Empty: ${defaults[name].value ? `“${defaults[name].value}”` : "nothing"}, ${defaults[name].from}.`;
  const isNone = refused ? "noDescription" in refused.given : given.description === "";
  return (
    <form className="settings-form" action={action} ref={form} aria-label="The site">
      <button type="submit" name="act" value="save" hidden />
      <input type="hidden" name="version" value={seen} />
      <Field {...field("name")} label="Name" maxLength={60} hint={without("name")} />
      <div className="f">
        <Field {...field("description")} label="Description" maxLength={300} hint={without("description")} />
        <label className="tick-label">
          <input type="checkbox" name="noDescription" defaultChecked={isNone} /> No description at all
        </label>
      </div>
      <ZoneField {...field("timeZone")} zones={zones} locale={place.locale} without={without("timeZone")} />
      <Field
        {...field("minimumQuality")}
        className="short"
        label="Minimum quality"
        inputMode="numeric"
        hint={`Publishing what is below it has to be confirmed. ${without("minimumQuality")}`}
      />
      <Notice state={state} place={place} />
      <button className="btn btn-main" type="submit" name="act" value="save" disabled={isPending}>
        {isPending ? "Saving" : "Save the site"}
      </button>
    </form>
  );
}

type ZoneProps = Omit<Parameters<typeof Field>[0], "label" | "hint"> & {
  zones: string[];
  locale: string;
  without: string;
};

/** The browser searches the list as one types. */
function ZoneField({ zones, locale, without, ...input }: ZoneProps) {
  const [typed, setTyped] = useState(String(input.defaultValue ?? ""));
  const time = timeIn(typed.trim() || String(input.placeholder), locale);
  return (
    <>
      <Field
        {...input}
        label="Time zone"
        list="time-zones"
        autoCapitalize="none"
        spellCheck={false}
        onInput={(event) => setTyped(event.currentTarget.value)}
        hint={
          <>
            <span suppressHydrationWarning>{time ? `It is ${time} there. ` : ""}</span>
            {without} Days, months and years follow it at once, in the archive and in search too. Where Meilisearch
            answers, its index is built anew, and Postgres answers meanwhile.
          </>
        }
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option value={zone} key={zone} />
        ))}
      </datalist>
    </>
  );
}

function timeIn(timeZone: string, locale: string): string | null {
  try {
    const parts = { weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    return new Date().toLocaleString(locale, { timeZone, ...parts });
  } catch {
    return null;
  }
}
