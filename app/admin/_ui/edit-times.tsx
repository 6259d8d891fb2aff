"use client";

import { useEffect, useState } from "react";
import { DAY_MS, type Place, shortDate } from "@/lib/time";
import { localOf, momentOf } from "@/lib/zone";
import type { EditingForm } from "./edit-editing";
import { Field, inputOf } from "./edit-field";

type TimeName = "publishedAt" | "liveFrom" | "liveUntil";

/** The zone that times are typed in: the site's until the browser's is known. */
export function useZone(site: string) {
  const [own, setOwn] = useState(site);
  const [zone, setZone] = useState(site);
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    setOwn(timeZone);
    setZone(timeZone);
  }, []);
  return { zone, choices: [...new Set([own, site])], choose: setZone };
}

type TimeProps = { form: EditingForm; field: TimeName; zone: string; hint?: string; formId: string };

/** A moment, as the clocks of `zone` show it. */
export function TimeField({ form, field, zone, hint, formId }: TimeProps) {
  const value = form.mine[field];
  const local = value && !Number.isNaN(Date.parse(value)) ? localOf(new Date(value), zone).replace(/:00$/, "") : "";
  return (
    <Field form={form} field={field} hint={hint}>
      <input
        className="field"
        type="datetime-local"
        form={formId}
        value={local}
        onChange={(event) => {
          const moment = momentOf(event.currentTarget.value, zone);
          form.set(field, moment ? moment.toISOString().replace(".000Z", "Z") : "");
        }}
        {...inputOf(form, field)}
      />
    </Field>
  );
}

type ScheduleProps = { form: EditingForm; zones: ReturnType<typeof useZone>; now: Date; place: Place; formId: string };

/** From when until when readers see it. */
export function Schedule({ form, zones: { zone, choices, choose }, now, place, formId }: ScheduleProps) {
  const { liveFrom, liveUntil } = form.mine;
  return (
    <section className="panel" aria-labelledby="schedule">
      <h2 id="schedule">
        Schedule <span>{zone}</span>
      </h2>
      <input type="hidden" name="zone" value={zone} form={formId} />
      <p className="edit-when">{inWords(liveFrom, liveUntil, now, { ...place, timeZone: zone })}</p>
      <div className="two">
        <TimeField form={form} field="liveFrom" zone={zone} formId={formId} hint="Empty: from when it is published." />
        <TimeField form={form} field="liveUntil" zone={zone} formId={formId} hint="Empty: for good." />
      </div>
      {choices.length > 1 ? (
        <label className="edit-zone">
          <span className="hint">Times of</span>
          <select
            className="field"
            aria-label="Time zone"
            value={zone}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {choices.map((name, index) => (
              <option key={name} value={name}>
                {name}
                {index === 0 ? ", yours" : ", the site’s"}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </section>
  );
}

/** `Live from 19 November for 11 days, until 30 November` */
function inWords(from: string, until: string, now: Date, place: Place): string {
  const day = (text: string) => shortDate(new Date(text), now, place);
  if (!from && !until) return "Readers see it as long as it is published.";
  if (from && !until)
    return `${Date.parse(from) > now.getTime() ? "Waits until" : "Live since"} ${day(from)}, if it is published.`;
  const end = Date.parse(until);
  if (end <= now.getTime()) return `Ended ${day(until)}.`;
  const days = Math.round((end - Math.max(Date.parse(from) || 0, now.getTime())) / DAY_MS);
  const length = days === 0 ? "less than a day" : days === 1 ? "1 day" : `${days} days`;
  return from && Date.parse(from) > now.getTime()
    ? `Live from ${day(from)} for ${length}, if it is published.`
    : `Live for ${length} more, until ${day(until)}, if it is published.`;
}
