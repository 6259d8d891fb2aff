/** YAML that readers of version 1.1 and of 1.2 understand alike: block style, every text in double quotes. */

/** Control and invisible characters that JSON leaves as they are and YAML does not allow, or takes for line ends. */
const TO_ESCAPE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
/** Keys that no reader takes for anything but text. */
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]+$/;
const KEYWORD = /^(?:true|false|yes|no|on|off|null)$/i;

/** A moment, written without quotes, so that readers who know timestamps see one. */
export class Timestamp {
  constructor(readonly text: string) {}
}

/** `key: value` as whole lines, indented by `indent` spaces. */
export function yamlField(key: string, value: unknown, indent = 0): string {
  const start = `${" ".repeat(indent)}${yamlKey(key)}:`;
  const nested = yamlLines(value, indent + 2);
  return nested === null ? `${start} ${yamlScalar(value)}\n` : `${start}\n${nested}`;
}

/** Lists and mappings as lines; null for what fits behind its key. */
function yamlLines(value: unknown, indent: number): string | null {
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return value.map((item) => listItem(item, indent)).join("");
  }
  if (typeof value === "object" && value !== null && !(value instanceof Timestamp)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return null;
    return entries.map(([key, item]) => yamlField(key, item, indent)).join("");
  }
  return null;
}

function listItem(item: unknown, indent: number): string {
  const start = `${" ".repeat(indent)}- `;
  const nested = yamlLines(item, indent + 2);
  return start + (nested === null ? `${yamlScalar(item)}\n` : nested.slice(indent + 2));
}

function yamlScalar(value: unknown): string {
  if (value instanceof Timestamp) return value.text;
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return yamlNumber(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "[]";
  return value === null || value === undefined ? "null" : "{}";
}

function yamlNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value < 0 ? "-.inf" : ".inf";
  // YAML 1.1 wants a point and a signed exponent: 1.0e+21, where JavaScript writes 1e+21.
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

const yamlKey = (key: string) => (PLAIN_KEY.test(key) && !KEYWORD.test(key) ? key : quoted(key));

const quoted = (text: string) =>
  JSON.stringify(text).replace(TO_ESCAPE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
