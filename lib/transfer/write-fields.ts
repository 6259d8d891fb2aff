/** Fields of a stored YAML text as they are to be now; everything else stays as it came. */
import { same } from "../article/same";
import { spliceFields } from "../article/splice";
import { type Fields, parseYaml } from "./yaml";
import { yamlField } from "./yaml-write";

/**
 * @param changes what differs from the source; undefined for fields to remove
 * @param order in which files list their fields
 */
export function changedYaml(source: string, changes: Map<string, unknown>, order: readonly string[]): string {
  if (changes.size === 0) return source;
  const fields = { ...parseYaml(source) };
  for (const [key, value] of changes) {
    if (value === undefined) delete fields[key];
    else fields[key] = plain(value);
  }
  const lines = new Map([...changes].map(([key, value]) => [key, value === undefined ? null : yamlField(key, value)]));
  const spliced = spliceFields(source, lines, order);
  return spliced !== null && saysSame(spliced, fields) ? spliced : yamlOf(fields, order);
}

/** Fields as YAML: those of `order` first, in it. */
export function yamlOf(fields: Fields, order: readonly string[]): string {
  const others = Object.keys(fields).filter((key) => !order.includes(key));
  return [...order, ...others]
    .filter((key) => fields[key] !== undefined && fields[key] !== null)
    .map((key) => yamlField(key, fields[key]))
    .join("");
}

/** What a reader of the written value sees. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function saysSame(yaml: string, fields: Fields): boolean {
  try {
    return same(parseYaml(yaml), fields);
  } catch {
    return false;
  }
}
