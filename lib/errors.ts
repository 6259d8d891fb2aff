/** Expected errors: one closed list of codes, each with its status and the sentence people read. */

const ERRORS = {
  "not-found": { status: 404, sentence: "There is no such thing any more. Go back to the list and look again." },
  "not-allowed": { status: 403, sentence: "Your role doesn't allow this. An admin can change it." },
  invalid: { status: 400, sentence: "Some of it can't be saved as it is. See the marked fields." },
  conflict: { status: 409, sentence: "Somebody else changed this meanwhile. Nothing was saved." },
  busy: { status: 503, sentence: "Somebody else's change is being written. Wait a moment, then try again." },
  unavailable: {
    status: 503,
    sentence: "The database is away just now, and nothing was saved. Wait a moment, then try again.",
  },
  "below-minimum": { status: 409, sentence: "Its quality is below the minimum. Publish it only if you mean it." },
  "wrong-credentials": { status: 401, sentence: "The e-mail or the password is wrong." },
  "too-many-attempts": {
    status: 429,
    sentence: "Too many failed attempts. Wait a while, then try again.",
  },
  "too-large": { status: 413, sentence: "That is too large." },
  "media-type": { status: 415, sentence: "That is of another kind than this takes." },
  gone: { status: 410, sentence: "This was here once, and was taken back." },
  "link-used": {
    status: 410,
    sentence: "This link was used already, has run out, or isn't one of ours. Sign in, or ask an admin for a new one.",
  },
  "wrong-password": { status: 403, sentence: "That is not your password." },
  "code-needed": { status: 401, sentence: "This account asks for a code from an authenticator app as well." },
  "wrong-code": { status: 401, sentence: "This code is wrong, or was used already. Take the next one." },
  "start-over": { status: 401, sentence: "That took too long. Begin again with e-mail and password." },
  undone: { status: 409, sentence: "This was taken back already." },
  "email-taken": { status: 409, sentence: "Somebody has this e-mail already." },
} as const satisfies Record<string, { status: number; sentence: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** What an edit was refused for: who changed what since the version it was made from, and how the article is now. */
export type Conflict = {
  version: number;
  /** Its fields as JSON has them. */
  current: Record<string, unknown>;
  /** Oldest first. Empty when nothing tells who it was. */
  changes: { at: Date; actor: string; before: Record<string, unknown>; after: Record<string, unknown> }[];
};

/** Field → what is wrong with it. */
export type FieldErrors = Record<string, string>;

export type ErrorDetails = { message?: string; fields?: FieldErrors; conflict?: Conflict; retryAfterS?: number };

/** An error that people can do something about. Everything else is a bug or an outage, and isn't caught. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  readonly conflict: Conflict | undefined;
  /** In how many seconds it is worth another try. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, { message, fields, conflict, retryAfterS }: ErrorDetails = {}) {
    super(message ?? ERRORS[code].sentence);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
    this.conflict = conflict;
    this.retryAfterS = retryAfterS;
  }

  /** HTTP status. */
  get status(): number {
    return ERRORS[this.code].status;
  }
}
