/** The one way to write from a form: who, parse, do, and expected errors as values. */
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Role } from "@/db/schema";
import { isDatabaseUnavailable } from "@/db/unavailable";
import type { User } from "@/db/users";
import { AppError, type FieldErrors } from "@/lib/errors";
import { unstorableFields } from "@/lib/storable-text";
import type { ActionState } from "./action-state";
import { currentUser, mayAct } from "./auth";
import { heardChanges } from "./follow-changes";

/** What is said after it worked, the version that was written, what is shown this once, and what Undo takes back. */
type Done = { message?: string; version?: number; once?: string[]; act?: number | undefined } | undefined;
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** The longest text of a form, an excerpt, and what it was filled in from. */
const MAX_GIVEN_LENGTH = 250_000;

/** An action for editors and admins. The form names the fields of `schema`. */
export function editorAction<S extends z.ZodType>(
  schema: S,
  act: (given: z.output<S>, by: User) => Promise<Done>,
): FormAction {
  return roleAction("editor", schema, act);
}

/** An action for admins only. */
export function adminAction<S extends z.ZodType>(
  schema: S,
  act: (given: z.output<S>, by: User) => Promise<Done>,
): FormAction {
  return roleAction("admin", schema, act);
}

/** An action for whoever asks, such as signing in. */
export function publicAction<S extends z.ZodType>(schema: S, act: (given: z.output<S>) => Promise<Done>): FormAction {
  return (_, form) => answer(schema, form, act);
}

function roleAction<S extends z.ZodType>(
  role: Role,
  schema: S,
  act: (given: z.output<S>, by: User) => Promise<Done>,
): FormAction {
  return async (_, form) => {
    const by = await currentUser().catch(unlessAway);
    if (by instanceof AppError) return refusal(by, textsOf(form));
    if (!by) redirect("/sign-in");
    // Before anything is read: whoever may not act isn't told what the form lacks, either.
    if (!mayAct(by, role)) return refusal(new AppError("not-allowed"), textsOf(form));
    return answer(schema, form, (given) => act(given, by));
  };
}

async function answer<S extends z.ZodType>(
  schema: S,
  form: FormData,
  act: (given: z.output<S>) => Promise<Done>,
): Promise<ActionState> {
  const given = textsOf(form);
  try {
    requireStorable(given);
    const parsed = schema.safeParse({ ...given, ...filesOf(form) });
    if (!parsed.success) throw new AppError("invalid", { fields: fieldErrors(parsed.error) });
    const done = await act(parsed.data);
    // Whoever sees the answer sees the change on every page of this process.
    await heardChanges();
    return { ok: true, message: done?.message ?? null, version: done?.version, once: done?.once, act: done?.act };
  } catch (error) {
    // Redirects and bugs pass through.
    return refusal(error instanceof AppError ? error : unlessAway(error), given);
  }
}

/** What is said where the database is away; any other error is thrown on. */
function unlessAway(error: unknown): AppError {
  if (!isDatabaseUnavailable(error)) throw error;
  return new AppError("unavailable");
}

function refusal({ code, message, fields, conflict }: AppError, given: Record<string, string>): ActionState {
  return { ok: false, code, message, fields, conflict, given: withoutSecrets(given) };
}

/** The form's texts; React's own fields left out. */
function textsOf(form: FormData): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string" && !name.startsWith("$")) texts[name] = value;
  return texts;
}

/** Files that were chosen; what the form says of a field without one is an empty file. */
function filesOf(form: FormData): Record<string, File> {
  const files: Record<string, File> = {};
  for (const [name, value] of form) if (value instanceof File && value.size > 0) files[name] = value;
  return files;
}

function withoutSecrets(given: Record<string, string>): Record<string, string> {
  const shown = Object.entries(given).filter(([name]) => !/password|token|^code$/i.test(name));
  return Object.fromEntries(shown.map(([name, value]) => [name, value.slice(0, MAX_GIVEN_LENGTH)]));
}

/** Refuses texts that nothing can keep, whatever the schema says of them. @throws AppError invalid, with the fields */
export function requireStorable(given: unknown): void {
  const fields = unstorableFields(given);
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

/** The first message for each field, by its path. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const { path, message } of error.issues) fields[path.join(".")] ??= message;
  return fields;
}
