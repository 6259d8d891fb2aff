/** What a form of the bar's asks for; null while it is not complete. */
import { type Operation, operation } from "@/lib/publishing/bulk/operation";
import type { Deed } from "./deeds";

export function operationOf({ name }: Deed, form: FormData): Operation | null {
  const { data } = operation.safeParse(given(name, (field) => String(form.get(field) ?? "").trim()));
  return data ?? null;
}

function given(name: Deed["name"], text: (field: string) => string): Record<string, unknown> {
  switch (name) {
    case "publish":
      return { do: name, belowMinimum: text("belowMinimum") || "leave" };
    case "unpublish":
    case "requeue":
      return { do: name };
    case "quality":
      return { do: name, quality: text("how") === "none" ? null : scoreOf(text("score")) };
    case "heat":
      return { do: name, heat: text("how") === "computed" ? "computed" : scoreOf(text("score")) };
    case "topic":
      return { do: text("how"), topic: text("topic") };
    case "schedule":
      return { do: name, liveFrom: momentOf(text("liveFrom")), liveUntil: momentOf(text("liveUntil")) };
  }
}

const scoreOf = (text: string) => (/^-?\d{1,9}$/.test(text) ? Number(text) : undefined);

/** Fields give times of the browser's own zone. */
function momentOf(text: string): string | null | undefined {
  if (text === "") return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
