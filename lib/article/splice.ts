/** Changes single fields of a file's front matter, and leaves the rest of the text as it is. */
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";

/** Where the lines of a field begin and end, in the YAML source. */
type Range = { start: number; end: number };

/**
 * Replaces, adds or (with null) removes top-level fields. New ones go behind the nearest field that comes earlier in
 * `order`.
 * @param lines each field's new text: whole lines, with a line feed at the end
 * @returns null where the source is not block style, or a key is not plain to find
 */
export function spliceFields(yaml: string, lines: Map<string, string | null>, order: readonly string[]): string | null {
  const ranges = fieldRanges(yaml);
  if (!ranges) return null;
  const lineEnd = yaml.includes("\r\n") ? "\r\n" : "\n";
  const edits = [...lines].map(([key, text]) => {
    const range = ranges.get(key) ?? insertionPoint(key, ranges, order, yaml);
    return { ...range, text: (text ?? "").replaceAll("\n", lineEnd), rank: order.indexOf(key) };
  });
  // From the end, so that offsets stay true; of two at one place the later in order is written first.
  edits.sort((a, b) => b.start - a.start || b.rank - a.rank);
  return edits.reduce((text, { start, end, text: lines }) => text.slice(0, start) + lines + text.slice(end), yaml);
}

function insertionPoint(key: string, ranges: Map<string, Range>, order: readonly string[], yaml: string): Range {
  const earlier = order.slice(0, Math.max(order.indexOf(key), 0)).findLast((other) => ranges.has(other));
  const at = earlier ? (ranges.get(earlier) as Range).end : yaml.length;
  return { start: at, end: at };
}

/** Fields from the line of their key to their last line that is neither empty nor a comment of the next field. */
function fieldRanges(yaml: string): Map<string, Range> | null {
  const [, root, ...events] = parseEvents(yaml, {});
  if (root?.type !== EVENT_ID.MAPPING || root.style !== COLLECTION_STYLE.BLOCK) return null;
  const starts: { key: string; start: number }[] = [];
  let depth = 0;
  let isKey = true;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && event.type !== EVENT_ID.POP) {
      if (isKey) {
        const start = keyStart(event, yaml);
        if (start === null) return null;
        starts.push(start);
      }
      isKey = !isKey;
    }
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) depth += 1;
  }
  return new Map(
    starts.map(({ key, start }, index) => [key, { start, end: fieldEnd(yaml, start, starts[index + 1]?.start) }]),
  );
}

function keyStart(event: Event, yaml: string): { key: string; start: number } | null {
  if (event.type !== EVENT_ID.SCALAR || event.anchorStart >= 0 || event.tagStart >= 0) return null;
  const start = yaml.lastIndexOf("\n", event.valueStart - 1) + 1;
  // A key that does not begin its line, but for a quote, is not one we can cut out.
  return /^["']?$/.test(yaml.slice(start, event.valueStart)) ? { key: getScalarValue(yaml, event), start } : null;
}

function fieldEnd(yaml: string, start: number, next: number = yaml.length): number {
  const lines = yaml.slice(start, next).split(/(?<=\n)/);
  while (lines.length > 1 && /^(?:#[^\n]*|[ \t]*)\r?\n?$/.test(lines.at(-1) as string)) lines.pop();
  return start + lines.join("").length;
}
