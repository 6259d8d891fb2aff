/** Kinds of acts that the record can be asked for, each as a condition of its events. */
import { type SQL, sql } from "drizzle-orm";
import { auditEvent } from "./schema";

const { action, subject, after, undoes } = auditEvent;

const CONDITIONS = {
  publish: sql`${action} = 'publish'`,
  unpublish: sql`${action} in ('unpublish', 'requeue')`,
  edit: sql`${subject} = 'article' and ${action} = 'edit'`,
  story: sql`${subject} = 'article' and ${after} ? 'storyId'`,
  front: sql`${subject} = 'article' and ${after} ?| array['pinPlace', 'pinUntil', 'frontHidden']`,
  import: sql`${action} like 'import%'`,
  undo: sql`${undoes} is not null`,
  topics: sql`${subject} = 'topic'`,
  providers: sql`${subject} = 'provider'`,
  synonyms: sql`${subject} = 'search_synonym'`,
  people: sql`${subject} = 'user' and ${action} not like 'sign-%'`,
  "sign-in": sql`${subject} = 'user' and ${action} like 'sign-%'`,
  "sign-in-failed": sql`${subject} = 'user' and ${action} = 'sign-in-failed'`,
  settings: sql`${subject} in ('setting', 'webhook')`,
} satisfies Record<string, SQL>;

export type AuditKind = keyof typeof CONDITIONS;
export const AUDIT_KINDS = Object.keys(CONDITIONS) as AuditKind[];

export const ofKind = (kind: AuditKind): SQL => CONDITIONS[kind];

/** Kinds of few events, which are found by their subject rather than by going through all acts. */
const RARE: AuditKind[] = ["topics", "providers", "synonyms", "people", "sign-in", "sign-in-failed", "settings"];

export const isRare = (kind: AuditKind): boolean => RARE.includes(kind);
