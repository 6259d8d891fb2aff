/** The settings that admins give, each with its key in the table and what it may be. */
import { z } from "zod";
import { MINIMUM_QUALITY_KEY } from "../publishing/minimum-quality";
import { isTimeZone } from "../zone";
import { MAX_PAGE_LENGTH } from "./pages";

export const MAX_NAME_LENGTH = 60;
export const MAX_DESCRIPTION_LENGTH = 300;
export const MAX_SCORE = 999_999;
const MAX_ADDRESS_LENGTH = 2_000;

const siteLogo = z.object({
  /** An address elsewhere, or the place that it is served from here. */
  src: z.string().max(MAX_ADDRESS_LENGTH),
  /** In px, where they are known. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** It holds the name, which is not written beside it then. */
  alone: z.boolean(),
});
export type SiteLogo = z.output<typeof siteLogo>;

const pageText = z.string().max(MAX_PAGE_LENGTH);

/** Field → key in the table, and its values. */
export const SETTINGS = {
  name: { key: "site-name", value: z.string().min(1).max(MAX_NAME_LENGTH) },
  description: { key: "site-description", value: z.string().max(MAX_DESCRIPTION_LENGTH) },
  timeZone: { key: "time-zone", value: z.string().refine(isTimeZone) },
  minimumQuality: { key: MINIMUM_QUALITY_KEY, value: z.number().int().min(-MAX_SCORE).max(MAX_SCORE) },
  logo: { key: "site-logo", value: siteLogo },
  about: { key: "page-about", value: pageText },
  imprint: { key: "page-imprint", value: pageText },
  privacy: { key: "page-privacy", value: pageText },
  contact: { key: "page-contact", value: pageText },
} as const;

export type SettingField = keyof typeof SETTINGS;
export type SettingValues = { [F in SettingField]: z.output<(typeof SETTINGS)[F]["value"]> };
/** `null` brings the default back. */
export type SettingChanges = { [F in SettingField]?: SettingValues[F] | null };

export const SETTING_FIELDS = Object.keys(SETTINGS) as SettingField[];
export const keysOf = (fields: readonly SettingField[]): string[] => fields.map((field) => SETTINGS[field].key);

const FIELDS_BY_KEY = new Map(SETTING_FIELDS.map((field) => [SETTINGS[field].key as string, field]));
export const fieldOf = (key: string): SettingField | null => FIELDS_BY_KEY.get(key) ?? null;
