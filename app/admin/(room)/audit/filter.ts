/** The record's filter as its address says it. */
import { z } from "zod";
import { articleAt, articleOnceAt } from "@/db/article-address";
import type { ActCursor } from "@/db/audit-acts";
import type { AuditFilter } from "@/db/audit-filter";
import { AUDIT_KINDS } from "@/db/audit-kinds";
import type { Db } from "@/db/client";
import type { Role } from "@/db/schema";
import { subjectsFor } from "@/lib/record/subjects";
import { spanOf } from "@/lib/search/dates";
import { urls } from "@/lib/urls";

const MAX_LENGTH = 500;
const MAX_DIGITS = 15;
/** In place of a person: what commands and the portal itself did. */
export const NOBODY = "gazette";

const id = z.string().regex(new RegExp(`^[1-9]\\d{0,${MAX_DIGITS - 1}}$`));
const day = z.iso.date().nullable().catch(null);
// Whatever is not understood is left out: a list is always shown.
const parameters = z.object({
  by: z
    .union([id, z.literal(NOBODY)])
    .nullable()
    .catch(null),
  kind: z.enum(AUDIT_KINDS).nullable().catch(null),
  /** Its number, its slug or its address. */
  article: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim().slice(0, MAX_LENGTH))
    .catch(""),
  from: day,
  to: day,
  after: z
    .string()
    .regex(new RegExp(`^[ae]\\d{1,${MAX_DIGITS}}$`))
    .nullable()
    .catch(null),
});

export type RecordParameters = z.infer<typeof parameters>;
type Given = Record<string, string | string[] | undefined>;

export function recordParameters({ by, kind, article, from, to, after }: Given): RecordParameters {
  return parameters.parse({ by, kind, article, from, to, after });
}

type Asked = { filter: AuditFilter; problem: string | null };

/** What these parameters ask for, and what of it can't be. */
export async function askedFor(
  db: Db,
  { by, kind, article, from, to }: RecordParameters,
  { role, now, timeZone }: { role: Role; now: Date; timeZone: string },
): Promise<Asked> {
  const articleId = article ? await articleIdOf(db, article, now) : null;
  const filter: AuditFilter = {
    subjects: subjectsFor(role),
    userId: by === null ? undefined : by === NOBODY ? null : Number(by),
    kind: kind ?? undefined,
    about: articleId === null ? undefined : { subject: "article", id: articleId },
    from: from ? spanOf(from, { now, timeZone })?.from : undefined,
    until: to ? spanOf(to, { now, timeZone })?.until : undefined,
  };
  const isUnknown = article !== "" && articleId === null;
  return {
    filter,
    problem: isUnknown ? "No article has this number or address. It shows what was done to all." : null,
  };
}

/** Also that of an article which is gone. */
async function articleIdOf(db: Db, text: string, now: Date): Promise<string | null> {
  if (id.safeParse(text).success) return text;
  const slug = decoded(text.split(/[?#]/)[0]?.replace(/\/+$/, "").split("/").at(-1) ?? "");
  const found = (await articleAt(db, slug, now)) ?? (await articleOnceAt(db, slug, now));
  return found ? String(found.id) : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function cursorOf({ after }: RecordParameters): ActCursor | null {
  if (after === null) return null;
  const number = Number(after.slice(1));
  return after.startsWith("a") ? { act: number } : { event: number };
}

export const cursorText = (cursor: ActCursor) => ("act" in cursor ? `a${cursor.act}` : `e${cursor.event}`);

/** An address with the filter, and with some parameters set to others. Without `after`, its first page. */
export function recordPath(
  parameters: RecordParameters,
  { path = urls.admin.audit, ...change }: Partial<RecordParameters> & { path?: string } = {},
): string {
  const all = { ...parameters, after: null, ...change };
  const query = new URLSearchParams(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size > 0 ? `${path}?${query}` : path;
}

export const isFiltered = ({ after, ...filter }: RecordParameters) => Object.values(filter).some(Boolean);
