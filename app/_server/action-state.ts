/** What an action answers to its form. Shared with the browser: types only. */
import type { Conflict, ErrorCode, FieldErrors } from "@/lib/errors";

export type ActionState =
  | {
      ok: true;
      message: string | null;
      /** Of what was written: the one that the next edit is made from. */
      version?: number | undefined;
      /** What is shown this once and kept nowhere: the address of a one-time link, or recovery codes. */
      once?: string[] | undefined;
      /** What Undo takes back. */
      act?: number | undefined;
    }
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
