/** What an entry of the record says, in words. */
import { type Fields, fieldsOf } from "./event-fields";
import { lookOf, type Naming } from "./event-values";

export type Change = {
  field: string;
  before: string;
  after: string;
  /** A text whose words are compared, rather than a value. */
  isText?: boolean;
  /** There was nothing before, so that only what came is told. */
  isNew?: boolean;
};
export type Told = { what: string; changes: Change[] };

type Recorded = { action?: string; subject?: string; before: Fields; after: Fields };

/** Acts by their verbs; of articles unless they say otherwise. */
const WORDS: Record<string, string> = {
  publish: "Published",
  unpublish: "Unpublished",
  requeue: "Put back into the queue",
  follow: "Followed from its story",
  rename: "Renamed by its file",
  delete: "Deleted for good",
  "sign-in": "Signed in",
  "sign-in-failed": "Failed to sign in",
  "sign-out": "Signed out",
  "create-user": "Added to the newsroom",
  "set-role": "Given another role",
  "set-password": "Given a new password",
  "disable-user": "Disabled",
  "enable-user": "Enabled",
  "synonym-add": "Added synonyms",
  "synonym-remove": "Removed synonyms",
  create: "Added by hand",
  import: "Imported",
  export: "Exported",
  "stop-job": "Stopped a job",
  merge: "Merged into another",
  restore: "Brought back",
  apart: "Kept apart from others",
  settings: "Changed the settings",
  invite: "Invited somebody",
  "withdraw-invite": "Withdrew an invitation",
  "make-reset-link": "Made a link for a new password",
  "change-password": "Changed the own password",
  "make-api-token": "Made a token",
  "revoke-api-token": "Revoked a token",
  "end-sessions": "Signed out everywhere else",
  "turn-on-two-factor": "Two-factor turned on",
  "turn-off-two-factor": "Two-factor turned off",
  "remove-two-factor": "Two-factor turned off",
  "webhook-add": "Added",
  "webhook-edit": "Changed",
  "webhook-on": "Switched on",
  "webhook-off": "Switched off",
  "webhook-stop": "Switched off, since it failed",
  "webhook-remove": "Deleted",
  "webhook-rotate": "Given a new secret",
  "webhook-test": "Sent a test message",
  "webhook-resend": "Sent a message again",
};
/** The entry holds all of its subject, which is not told field by field. */
const OF_WHOLE = ["create", "merge", "delete", "restore"];
const TEXTS = ["title", "excerpt", "correction"];

/** @param naming what ids stand for, and how times are written; without it in UTC */
export function toldOf({ action, subject, before, after }: Recorded, naming: Naming = {}): Told {
  const known = fieldsOf(subject, { before, after });
  const fields = action && OF_WHOLE.includes(action) ? known.filter(({ name }) => name === "into") : known;
  const isFirst = Object.keys(before).length === 0;
  const changes = fields.map(({ name, field }): Change => {
    const change = { field, before: lookOf(name, before[name], naming), after: lookOf(name, after[name], naming) };
    if (isFirst) return { ...change, isNew: true };
    return TEXTS.includes(name) ? { ...change, isText: true } : change;
  });
  return { what: wordFor(action, before, after, naming), changes };
}

function wordFor(action: string | undefined, before: Fields, after: Fields, naming: Naming): string {
  if (action === "follow" && "isCoverage" in after) return after.isCoverage ? "Became coverage" : "Became the lead";
  if (action === "unpublish" && before.state === "queued") return "Left out";
  if (action === undefined && typeof after.state === "string") return `Now ${after.state}`;
  if (action === undefined || action === "edit") return wordForEdit(before, after, naming);
  return WORDS[action] ?? action.charAt(0).toUpperCase() + action.slice(1).replaceAll("-", " ");
}

/** What an edit came to, where its fields alone would not say it. */
function wordForEdit(before: Fields, after: Fields, naming: Naming): string {
  if (after.withdrawn === true) return "Taken off its story";
  if (after.frontHidden === true) return "Hidden from the front page";
  if (before.frontHidden === true) return "Back on the front page";
  if (typeof after.pinPlace === "number" || (after.pinUntil && !("pinPlace" in after))) {
    const place = after.pinPlace ? ` to place ${after.pinPlace}` : "";
    return after.pinUntil ? `Pinned${place} until ${lookOf("pinUntil", after.pinUntil, naming)}` : `Pinned${place}`;
  }
  if (typeof before.pinPlace === "number") return `Unpinned from place ${before.pinPlace}`;
  if (after.leadGiven === true) return "Chosen to lead its story";
  if (after.laterUntil) return `Put off until ${lookOf("laterUntil", after.laterUntil, naming)}`;
  if (!("storyId" in after)) return "";
  if (after.storyId === null) return "Taken out of its story";
  return before.storyId === null ? "Joined a story" : "Moved to another story";
}
