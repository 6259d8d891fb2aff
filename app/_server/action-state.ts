/** What an action answers to its form. Shared with the browser: types only. */
import type { Conflict, ErrorCode, FieldErrors } from "@/lib/errors";

export type ActionState =
  | { ok: true; message: string | null }
  | {
      ok: false;
      code: ErrorCode;
      message: string;
      fields?: FieldErrors | undefined;
      conflict?: Conflict | undefined;
      /** What the form held, to fill it in again; never a password. */
      given: Record<string, string>;
    }
  | null;
