/** How values of the record are written. */
import { withoutSecrets } from "@/lib/record/secrets";

/** What ids stand for, and how times are written. */
export type Naming = { provider?: (id: number) => string; topic?: (id: string) => string; date?: (at: Date) => string };

/** Longer ones end in an ellipsis. */
const MAX_LENGTH = 160;
/** Texts whose words are compared. */
const WHOLE = { title: true, excerpt: true, correction: true };
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const inUtc = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** A value in a line; `none` for nothing. */
export function lookOf(name: string, value: unknown, { provider, topic, date = inUtc }: Naming = {}): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "string" && TIME.test(value)) return date(new Date(value));
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) {
    return ofList(name, name === "topics" && topic ? value.map((id) => topic(String(id))) : value);
  }
  if (typeof value === "object") return clipped(ofCounts(value) ?? JSON.stringify(withoutSecrets(value)));
  if (name === "providerId") return provider?.(Number(value)) ?? `no. ${value}`;
  return name in WHOLE ? String(value) : clipped(String(value));
}

function ofList(name: string, list: unknown[]): string {
  if (list.length === 0) return "none";
  if (list.every((item) => typeof item === "string" || typeof item === "number")) return clipped(list.join(", "));
  return name === "images" && list.length === 1 ? clipped(addressOf(list[0])) : String(list.length);
}

/** `16 new, 0 changed`; null for what is not counts alone. */
function ofCounts(value: object): string | null {
  const counts = Object.entries(value);
  const isCounts = counts.length > 0 && counts.every(([, count]) => typeof count === "number");
  return isCounts ? counts.map(([what, count]) => `${count.toLocaleString("en")} ${what}`).join(", ") : null;
}

const addressOf = (image: unknown) => String((image as { url?: unknown } | null)?.url ?? "1");

function clipped(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1).trimEnd()}…` : text;
}
