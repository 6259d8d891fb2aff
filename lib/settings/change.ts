/** Changes settings: one transaction with lock, a check for others' changes, record and announcement. */
import { announce, EVERYTHING } from "@/db/announce";
import { type Actor, appendAudit, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import {
  lockSettings,
  putSetting,
  SETTING_SUBJECT,
  settingEventsAfter,
  settingsVersion,
  settingValues,
} from "@/db/settings";
import { same } from "../article/same";
import { SETTINGS_TAG } from "../cache-tags";
import { AppError } from "../errors";
import { fieldOf, keysOf, SETTINGS, type SettingChanges, type SettingField } from "./keys";

export type SettingsEdit = {
  changes: SettingChanges;
  /** All that the form shows, with the version that it was filled in from. */
  seen: { fields: readonly SettingField[]; version: number };
  by: Actor;
};

export type SettingsDone = {
  /** Null: nothing changed. */
  act: number | null;
  changed: SettingField[];
  /** The one that the next edit of these fields is made from. */
  version: number;
  /** Cache tags of what it changed. */
  tags: string[];
};

/** Every page shows the name of the site and follows its clock. */
const TAGS = [EVERYTHING, SETTINGS_TAG];

/** @throws AppError conflict, with who changed what of the fields seen since */
export function changeSettings(db: Db, { changes, seen, by }: SettingsEdit): Promise<SettingsDone> {
  return db.transaction(async (tx) => {
    await lockSettings(tx);
    await requireUnchanged(tx, seen);
    const done = await writeSettings(tx, changes, { by });
    return { ...done, version: await settingsVersion(tx, keysOf(seen.fields)) };
  });
}

/** Within a transaction that has the lock. `act` is null when nothing changed. */
export async function writeSettings(
  tx: Db,
  changes: SettingChanges,
  { by, undoes }: { by: Actor; undoes?: number },
): Promise<Omit<SettingsDone, "version">> {
  const fields = (Object.keys(changes) as SettingField[]).filter((field) => changes[field] !== undefined);
  const values = await settingValues(tx, keysOf(fields));
  const changed = fields.filter((field) => !same(values.get(SETTINGS[field].key) ?? null, changes[field]));
  if (changed.length === 0) return { act: null, changed, tags: [] };
  const act = await newAct(tx);
  for (const field of changed) await putSetting(tx, SETTINGS[field].key, changes[field]);
  await appendAudit(
    tx,
    changed.map((field) => ({
      by,
      action: "settings",
      subject: SETTING_SUBJECT,
      subjectId: SETTINGS[field].key,
      before: { [field]: values.get(SETTINGS[field].key) ?? null },
      after: { [field]: changes[field] },
    })),
    { act, undoes },
  );
  await announce(tx, TAGS);
  return { act, changed, tags: TAGS };
}

async function requireUnchanged(tx: Db, { fields, version }: SettingsEdit["seen"]): Promise<void> {
  const keys = keysOf(fields);
  const events = await settingEventsAfter(tx, keys, version);
  if (events.length === 0) return;
  const values = await settingValues(tx, keys);
  const current = Object.fromEntries(fields.map((field) => [field, values.get(SETTINGS[field].key) ?? null]));
  throw new AppError("conflict", {
    conflict: {
      version: events.at(-1)?.id ?? version,
      current,
      changes: events
        .filter(({ subjectId }) => subjectId !== null && fieldOf(subjectId) !== null)
        .map(({ at, actor, before, after }) => ({ at, actor, before, after })),
    },
  });
}
