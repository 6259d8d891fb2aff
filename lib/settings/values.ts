/** What admins have set. */
import type { Db } from "@/db/client";
import { settingValues } from "@/db/settings";
import { keysOf, SETTING_FIELDS, SETTINGS, type SettingField, type SettingValues } from "./keys";

/** The fields that are set. A value that nothing here would take counts as not set. */
export async function givenSettings(
  db: Db,
  fields: readonly SettingField[] = SETTING_FIELDS,
): Promise<Partial<SettingValues>> {
  const values = await settingValues(db, keysOf(fields));
  const given = fields.flatMap((field) => {
    const { key, value: schema } = SETTINGS[field];
    const parsed = schema.safeParse(values.get(key));
    return parsed.success ? [[field, parsed.data]] : [];
  });
  return Object.fromEntries(given);
}
