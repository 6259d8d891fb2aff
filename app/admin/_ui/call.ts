/** How the newsroom's scripts ask its routes. */
import type { Conflict, ErrorCode, FieldErrors } from "@/lib/errors";

export type Refusal = {
  ok: false;
  code: ErrorCode | "signed-out" | "other-site" | "unexpected" | "unreachable";
  /** For people. */
  message: string;
  fields?: FieldErrors | undefined;
  conflict?: Conflict | undefined;
};
export type Answer<T> = { ok: true; value: T } | Refusal;

const UNREACHABLE: Refusal = {
  ok: false,
  code: "unreachable",
  message: "Gazette can't be reached. Nothing was saved; try again when you are connected.",
};

/** POSTs JSON to `/api/newsroom/…`. Never throws; `T` is what the route answers. */
export async function call<T>(path: `/api/newsroom/${string}`, body: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = await response.json();
    if (response.ok) return { ok: true, value: said as T };
    const { code = "unexpected", detail = UNREACHABLE.message, fields, conflict } = said;
    return { ok: false, code, message: detail, fields, conflict };
  } catch {
    return UNREACHABLE;
  }
}
