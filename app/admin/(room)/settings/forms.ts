/** What the forms of the settings send. An empty field stands for the default. */
import { z } from "zod";
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_NAME_LENGTH,
  MAX_SCORE,
  type SettingChanges,
  type SettingField,
} from "@/lib/settings/keys";
import { MAX_PAGE_LENGTH, SITE_PAGES } from "@/lib/settings/pages";
import { isTimeZone } from "@/lib/zone";

export const GENERAL_FIELDS = ["name", "description", "timeZone", "minimumQuality"] as const satisfies SettingField[];

const version = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
/** The version that the form was filled in from; the one that was told of when somebody goes over a change. */
const seen = z.object({ version, told: version.optional(), act: z.enum(["save", "over", "remove"]).default("save") });
const versionOf = ({ version, told, act }: z.output<typeof seen>) => (act === "over" ? (told ?? version) : version);

const atMost = (length: number) => `At most ${length.toLocaleString("en")} characters.`;
const line = (length: number) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/\s+/g, " "))
    .pipe(z.string().max(length, atMost(length)));

export const generalForm = seen
  .extend({
    name: line(MAX_NAME_LENGTH),
    description: line(MAX_DESCRIPTION_LENGTH),
    noDescription: z.string().optional(),
    timeZone: z
      .string()
      .trim()
      .refine((zone) => zone === "" || isTimeZone(zone), "A time zone from the list, such as Europe/Berlin."),
    minimumQuality: z
      .string()
      .trim()
      .regex(/^(-?\d{1,6})?$/, `A whole number from −${MAX_SCORE} to ${MAX_SCORE}, or nothing.`),
  })
  .transform((form) => {
    const changes: SettingChanges = {
      name: form.name || null,
      description: form.noDescription === undefined ? form.description || null : "",
      timeZone: form.timeZone || null,
      minimumQuality: form.minimumQuality === "" ? null : Number(form.minimumQuality),
    };
    return { changes, seen: { fields: GENERAL_FIELDS, version: versionOf(form) } };
  });

export const pageForm = seen
  .extend({
    page: z.enum(SITE_PAGES),
    text: z
      .string()
      .transform((text) => text.replace(/\r\n?/g, "\n").trim())
      .pipe(z.string().max(MAX_PAGE_LENGTH, atMost(MAX_PAGE_LENGTH))),
  })
  .transform((form) => ({
    page: form.page,
    changes: { [form.page]: form.text || null } as SettingChanges,
    seen: { fields: [form.page], version: versionOf(form) },
  }));

export const logoForm = seen
  .extend({
    file: z.instanceof(File).optional(),
    address: z.string().trim().optional(),
    alone: z.string().optional(),
  })
  .transform(({ act, file, address, alone, version }) => ({
    isRemoval: act === "remove",
    file,
    address,
    alone: alone !== undefined,
    version,
  }));
