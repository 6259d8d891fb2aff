/** A draft as forms and scripts send it, checked as files are: only the fields that changed. */
import { z } from "zod";
import { known } from "../article/fields";
import { changes } from "./given";

const MAX_TOPICS = 100;
const MAX_SCORE = 999_999_999;
const MAX_PIXELS = 100_000;
const MAX_IMAGES = 200;

const text = (max: number) => known.text(max).transform((value) => value.replace(/\r\n?/g, "\n"));
const emptyIsNull = <T extends z.ZodType<unknown, string>>(schema: T) =>
  z.string().transform((value, context): z.output<T> | null => {
    if (value.trim() === "") return null;
    const parsed = schema.safeParse(value.trim());
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues.slice(0, 1)) context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
const whole = z
  .string()
  .trim()
  .regex(
    /^[-−]?\d{1,9}$/,
    `must be a whole number from −${MAX_SCORE.toLocaleString("en")} to ${MAX_SCORE.toLocaleString("en")}, or nothing`,
  )
  .transform((value) => Number(value.replace("−", "-")));
const moment = z.iso.datetime({ offset: true, error: "is not a date" }).transform((value) => new Date(value));
const pixels = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, "must be a whole number of pixels")
  .transform((value) => (value === "" ? undefined : Number(value)))
  .refine((value) => value === undefined || value <= MAX_PIXELS, "is too large");

const image = z.object({
  url: z.string().trim().pipe(known.imageUrl),
  width: pixels,
  height: pixels,
  title: text(known.MAX_EXCERPT_LENGTH),
});

const fields = z.strictObject({
  title: text(2_000)
    .pipe(known.title)
    .transform((value) => value.replace(/\s*\n\s*/g, " ").trim()),
  excerpt: text(known.MAX_EXCERPT_LENGTH),
  originalUrl: emptyIsNull(known.httpUrl),
  webUrl: emptyIsNull(known.httpUrl),
  provider: known.storable(z.string().trim().min(1, "must be given").max(300)),
  providerName: known.storable(z.string().trim().max(200)),
  type: z.string().trim().pipe(known.name),
  category: emptyIsNull(known.name),
  topics: z
    .array(known.storable(z.string().trim().min(1)))
    .max(MAX_TOPICS)
    .transform((names) => [...new Set(names)]),
  images: z.array(image).max(MAX_IMAGES),
  publishedAt: moment,
  quality: emptyIsNull(whole),
  heat: emptyIsNull(whole).transform((value) => value ?? ("computed" as const)),
  slug: changes.shape.slug,
  liveFrom: emptyIsNull(moment),
  liveUntil: emptyIsNull(moment),
  correction: emptyIsNull(text(2_000)),
});

/** Of an article that there is: what is absent stays as it is. */
export const draftChanges = fields.partial();
export type DraftChanges = z.output<typeof draftChanges>;

/** A whole new one; its address follows from its title. */
export const newDraft = fields
  .omit({ slug: true, correction: true })
  .refine(({ webUrl, originalUrl }) => webUrl !== null || originalUrl !== null, {
    path: ["originalUrl"],
    message: "must be given",
  })
  .refine(({ liveFrom, liveUntil }) => !liveFrom || !liveUntil || liveFrom < liveUntil, {
    path: ["liveUntil"],
    message: "must be after the beginning",
  });
export type NewDraft = z.output<typeof newDraft>;
