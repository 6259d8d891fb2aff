/** YAML from files that anybody may have written: parsed under the core schema of YAML 1.2, and bounded. */
import { load, YAMLException } from "js-yaml";
import { unstorable } from "../storable-text";
import { Refusal } from "./refusal";

const MAX_DEPTH = 30;
const MAX_ALIASES = 1_000;
/** Nodes with aliases followed: what a file can make of itself. */
const MAX_NODES = 100_000;

export type Fields = Record<string, unknown>;

/**
 * The fields of a YAML mapping. Timestamps stay text: whoever knows the field reads them.
 * @throws Refusal for what is not YAML, not a mapping, too deep, or much more than the text it came from.
 */
export function parseYaml(source: string): Fields {
  const value = loadBounded(source);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal("its YAML is not a list of fields with values");
  }
  checkSize(value);
  return value as Fields;
}

function loadBounded(source: string): unknown {
  try {
    return load(source, { maxDepth: MAX_DEPTH, maxAliases: MAX_ALIASES });
  } catch (error) {
    if (error instanceof YAMLException) {
      const line = error.mark ? ` (line ${error.mark.line + 1} of it)` : "";
      throw new Refusal(`its YAML is broken: ${error.reason}${line}`);
    }
    if (error instanceof RangeError) throw new Refusal("its YAML is nested too deeply");
    throw error;
  }
}

/** Counts what aliases stand for, and refuses cycles and text that Postgres cannot hold. */
function checkSize(root: object) {
  let left = MAX_NODES;
  const visit = (value: unknown, depth: number) => {
    if (--left < 0) throw new Refusal("its YAML grows too large: aliases stand for too much");
    if (depth > MAX_DEPTH) throw new Refusal("its YAML is nested too deeply, or contains itself");
    if (typeof value === "string") checkText(value);
    else if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        checkText(key);
        visit(item, depth + 1);
      }
    }
  };
  visit(root, 0);
}

function checkText(text: string) {
  const problem = unstorable(text);
  if (problem) throw new Refusal(`it ${problem}`);
}
