/** What the form of an article sends without a script, as the draft that it stands for. */
import { z } from "zod";
import { DRAFT_FIELDS, type Draft, type DraftImage, EMPTY_DRAFT } from "@/lib/publishing/draft";
import { localOf, momentOf } from "@/lib/zone";

const TIMES = ["publishedAt", "liveFrom", "liveUntil"] as const;
const MAX_IMAGES = 200;

export type Texts = Record<string, string>;

/** The zone that the form's times are in. */
export const zoneSchema = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}, "is not a time zone");

/** The draft in a form that was filled in from `base`: fields that it does not have stay. */
export function draftOfForm(texts: Texts, base: Draft): Draft {
  const draft: Draft = { ...base };
  for (const field of DRAFT_FIELDS) {
    const text = texts[field];
    if (text !== undefined && typeof draft[field] === "string") Object.assign(draft, { [field]: text });
  }
  const zone = zoneSchema.safeParse(texts.zone).data ?? "UTC";
  for (const field of TIMES) draft[field] = timeOf(texts[field], base[field], zone);
  if (texts.topics !== undefined) draft.topics = linesOf(texts.topics);
  draft.images = imagesOf(texts, base.images);
  return draft;
}

/** What a hidden field of the form says it was filled in from; an empty draft for a new article. */
export function baseOfForm(texts: Texts): Draft {
  try {
    return { ...EMPTY_DRAFT, ...baseSchema.parse(JSON.parse(texts.base ?? "{}")) };
  } catch {
    return EMPTY_DRAFT;
  }
}

const text = z.string();
const image = z.object({ url: text, width: text, height: text, title: text });
const baseSchema = z.object({
  ...Object.fromEntries(DRAFT_FIELDS.map((field) => [field, text.optional()])),
  topics: z.array(text).optional(),
  images: z.array(image).optional(),
}) as unknown as z.ZodType<Partial<Draft>>;

/** As it was where the clocks show the same. */
function timeOf(local: string | undefined, was: string, zone: string): string {
  if (local === undefined) return was;
  if (local === "") return "";
  const moment = momentOf(local, zone);
  // What is no time is refused as it stands.
  if (!moment) return local;
  if (was && localOf(new Date(was), zone) === localOf(moment, zone)) return was;
  return moment.toISOString().replace(".000Z", "Z");
}

const linesOf = (given: string) =>
  given
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** Pictures by their number in the form; those whose address was emptied are out, the chosen one leads. */
function imagesOf(texts: Texts, base: DraftImage[]): DraftImage[] {
  if (texts["image-0-url"] === undefined) return base;
  const images: DraftImage[] = [];
  for (let at = 0; at < MAX_IMAGES && texts[`image-${at}-url`] !== undefined; at++) {
    const url = texts[`image-${at}-url`]?.trim() ?? "";
    if (url === "") continue;
    const read = (name: string) => texts[`image-${at}-${name}`] ?? "";
    const given = { url, width: read("width"), height: read("height"), title: read("title") };
    if (texts.lead === String(at)) images.unshift(given);
    else images.push(given);
  }
  return images;
}
