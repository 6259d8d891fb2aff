/** Takes changes of settings back: each to what it was, unless it was changed again since. */
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { lockSettings, settingValues } from "@/db/settings";
import { same } from "../article/same";
import { AppError } from "../errors";
import { writeSettings } from "../settings/change";
import { fieldOf, keysOf, SETTINGS, type SettingChanges, type SettingField } from "../settings/keys";
import type { Undo, Undone } from "./undo";

export async function undoSettingEvents(tx: Db, events: RecordedEvent[], { act, by }: Undo): Promise<Undone> {
  await lockSettings(tx);
  const back: Partial<Record<SettingField, unknown>> = {};
  const values = await settingValues(tx, keysOf(Object.keys(SETTINGS) as SettingField[]));
  for (const { subjectId, before, after } of events) {
    const field = fieldOf(subjectId ?? "");
    if (!field) continue;
    if (!same(values.get(SETTINGS[field].key) ?? null, after[field] ?? null)) {
      throw new AppError("conflict", { message: "It was changed again since. Nothing was taken back." });
    }
    back[field] = before[field] ?? null;
  }
  const done = await writeSettings(tx, back as SettingChanges, { by, undoes: act });
  return { act: done.act ?? act, changed: done.changed.length, tags: done.tags };
}
