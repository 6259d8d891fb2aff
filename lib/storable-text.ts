/** Which texts Postgres can hold. Pure. */

/** What is wrong with a text, as the end of a sentence about it; null: nothing. */
export function unstorable(text: string): string | null {
  if (text.includes("\0")) return "contains a NUL character";
  return text.isWellFormed() ? null : "contains half a character (a lone surrogate)";
}

/** The same for all texts in something that came as JSON or from a form, by their paths. */
export function unstorableFields(given: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  // Without recursion: whoever sends it decides how deep it is.
  const left: [path: string, value: unknown][] = [["", given]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, value] = next;
    const problem = typeof value === "string" ? unstorable(value) : null;
    if (problem) fields[path] = problem;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, item] of Object.entries(value)) left.push([path ? `${path}.${key}` : key, item]);
  }
  return fields;
}
