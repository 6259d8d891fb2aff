/** What the forms of articles send without a script. */
import { z } from "zod";
import { changedFields, FIELD_NAMES, only } from "@/lib/publishing/draft";
import { draftChanges, newDraft } from "@/lib/publishing/given-draft";
import { baseOfForm, draftOfForm } from "./form-draft";

const whole = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const score = z
  .string()
  .regex(/^-?\d{0,9}$/)
  .transform((text) => (text === "" ? null : Number(text)));
const texts = z.record(z.string(), z.string());

/** What a button does. Its second half: despite what was said, such as a low quality or somebody else's change. */
const act = z.templateLiteral([z.enum(["save", "publish", "unpublish", "requeue"]), z.enum(["", "-anyway", "-over"])]);
const STATES = { save: undefined, publish: "published", unpublish: "unpublished", requeue: "queued" } as const;

const asked = z.object({
  id: whole,
  /** The version that the form shows. */
  version: whole,
  act,
  /** The quality that a confirmation was asked for. */
  asked: score.optional(),
  /** The version whose changes the editor was told about. */
  told: whole.optional(),
});

/** An article's form, with what differs from what it was filled in from. */
export const articleForm = texts.transform((given, context) => {
  const plain = asked.safeParse(given);
  const base = baseOfForm(given);
  const draft = draftOfForm(given, base);
  const changed = draftChanges.safeParse(only(draft, changedFields(base, draft)));
  for (const { path, message } of [...(plain.error?.issues ?? []), ...(changed.error?.issues ?? [])]) {
    context.addIssue({ code: "custom", path, message: named(path[0], message) });
  }
  if (!plain.success || !changed.success) return z.NEVER;
  const { id, version, act: pressed, asked: quality, told } = plain.data;
  const [verb = "save", despite] = pressed.split("-") as [keyof typeof STATES, string | undefined];
  return {
    id,
    verb,
    changed: changed.data,
    state: STATES[verb],
    version: despite === "over" ? (told ?? version) : version,
    confirmed: despite === "anyway" ? quality : undefined,
  };
});

/** The form of a new article. */
export const newArticleForm = texts.transform((given, context) => {
  const { slug: _, correction: _c, ...draft } = draftOfForm(given, baseOfForm(given));
  const parsed = newDraft.safeParse(draft);
  for (const { path, message } of parsed.error?.issues ?? []) {
    context.addIssue({ code: "custom", path, message: named(path[0], message) });
  }
  if (!parsed.success) return z.NEVER;
  const confirmed = given.act === "publish-anyway" ? score.safeParse(given.asked).data : undefined;
  const state = given.act?.startsWith("publish") ? ("published" as const) : ("queued" as const);
  return { draft: parsed.data, state, confirmed };
});

/** `Title must not be empty.` */
function named(field: unknown, message: string): string {
  const name = FIELD_NAMES[field as keyof typeof FIELD_NAMES];
  return name && /^\p{Ll}/u.test(message) ? `${name} ${message}.` : message;
}
