/** A schema's fields in words, for people who read what the API takes and gives. */
import { z } from "zod";

type Json = Record<string, unknown>;

export type Field = {
  name: string;
  /** Such as `text`, `whole number from 1 to 100` or `list of text, or null`. */
  kind: string;
  /** Not always there. */
  optional: boolean;
  description: string;
  /** What is in it, or in each of its list. */
  fields: Field[];
};

/** The fields of an object, and theirs. */
export function fieldsOf(schema: z.ZodType): Field[] {
  // Inline, since each is shown where it is.
  return fieldsIn(z.toJSONSchema(schema, { io: "output", reused: "inline" }) as Json);
}

/** What one value may be. */
export const kindOf = (schema: z.ZodType): string => wordsOf(z.toJSONSchema(schema, { io: "output" }) as Json);

function fieldsIn(root: Json, at: Json = root): Field[] {
  const { properties = {}, required = [] } = resolved(root, at) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, given]) => {
    const property = resolved(root, given);
    const { description = "", default: usual } = property as { description?: string; default?: unknown };
    return {
      name,
      kind: wordsOf(property, root) + (usual === undefined ? "" : `; ${usual} if not given`),
      optional: !required.includes(name),
      description,
      fields: fieldsIn(root, contentOf(root, property)),
    };
  });
}

/** The object in it: itself, what it may be besides null, or what its list or its values are. */
function contentOf(root: Json, given: Json): Json {
  const { anyOf, items } = given as { anyOf?: Json[]; items?: Json };
  const some = anyOf?.find((one) => one.type !== "null");
  if (some) return contentOf(root, resolved(root, some));
  return items ? contentOf(root, resolved(root, items)) : given;
}

function resolved(root: Json, given: Json): Json {
  const { $ref, ...rest } = given as { $ref?: string };
  if ($ref === undefined) return given;
  const definitions = root.$defs as Record<string, Json>;
  return { ...definitions[$ref.replace("#/$defs/", "")], ...rest };
}

function wordsOf(given: Json, root: Json = given): string {
  const schema = resolved(root, given);
  const { anyOf, type, items, minimum, maximum, format } = schema as {
    anyOf?: Json[];
    type?: string | string[];
    items?: Json;
    minimum?: number;
    maximum?: number;
    format?: string;
  };
  const choices = (schema.enum ?? (schema.const === undefined ? undefined : [schema.const])) as unknown[] | undefined;
  if (choices) return choices.map((choice) => `\`${choice}\``).join(", ");
  if (anyOf) return anyOf.map((one) => wordsOf(one, root)).join(", or ");
  if (Array.isArray(type)) return type.map((one) => wordsOf({ ...schema, type: one }, root)).join(", or ");
  switch (type) {
    case "array":
      return `list of ${wordsOf(items ?? {}, root)}`;
    case "integer":
      return `whole number${rangeOf(minimum, maximum)}`;
    case "number":
      return "number";
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "object":
      return "fields";
    default:
      return format === "date-time" ? "moment" : "text";
  }
}

/** The largest of numbers are said to nobody. */
const TOLD_UP_TO = 100_000;

function rangeOf(minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY): string {
  const [from, to] = [minimum, maximum].map((limit) => Math.abs(limit) <= TOLD_UP_TO);
  if (from && to) return ` from ${minimum} to ${maximum.toLocaleString("en")}`;
  return from ? ` from ${minimum} on` : "";
}
