/** Parameters of the API: parsed by these schemas, and described by them in /api/openapi.json. */
import { z } from "zod";
import { AppError } from "../../errors";

const MAX_VALUES = 20;
const MAX_VALUE_LENGTH = 200;
const MAX_SCORE = 999_999_999;

/** Postgres holds none. Written so that readers of the description understand it, whatever their kind of expressions. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
const NO_NUL = /^[^\x00]*$/;
/** Or nothing, which counts as not given. */
const DAY = /^([1-8]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/;

/** A whole number. */
export const whole = (lowest: number, highest: number) => {
  const message = `must be a whole number from ${lowest} to ${highest}`;
  return z
    .string()
    .regex(/^-?\d{1,9}$/, message)
    .transform(Number)
    .pipe(z.int(message).min(lowest, message).max(highest, message));
};

/** Several values: repeated, or with commas between. */
export const list = <T extends z.ZodType<unknown, string>>(value: T) =>
  z.array(value).max(MAX_VALUES, `takes at most ${MAX_VALUES} values`);

export const text = z
  .string()
  .max(MAX_VALUE_LENGTH, `takes values of at most ${MAX_VALUE_LENGTH} characters`)
  .regex(NO_NUL, "takes no NUL characters");
export const score = whole(-MAX_SCORE, MAX_SCORE);
export const day = z.string().regex(DAY, "must be a day (2024-05-31), a month (2024-05) or a year (2024)");

/**
 * Reads parameters. One without a value counts as not given, those that the schema does not know are left alone.
 * @throws AppError invalid, with the first parameter that is wrong
 */
export function queryOf<S extends z.ZodObject>(schema: S, parameters: URLSearchParams): z.output<S> {
  const given = Object.entries(schema.shape).flatMap(([name, parameter]) => {
    const values = parameters.getAll(name);
    if (!isList(parameter)) return values[0] ? [[name, values[0]]] : [];
    const all = values.flatMap((value) => value.split(",")).map((value) => value.trim());
    const present = all.filter(Boolean);
    return present.length === 0 ? [] : [[name, present]];
  });
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return eachOnce(parsed.data);
  const [issue] = parsed.error.issues;
  throw wrongParameter(String(issue?.path[0]), issue?.message ?? "is wrong");
}

/** Lists without what is in them already. */
const eachOnce = <T extends object>(parsed: T): T =>
  Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)] : value]),
  ) as T;

/** @returns the error that names a parameter */
export const wrongParameter = (name: string, message: string) =>
  new AppError("invalid", { message: `${name} ${message}`, fields: { [name]: message } });

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

/** An address with parameters as `queryOf` read them. */
export function addressOf(path: string, query: Record<string, string | number | string[] | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(",")]],
  );
  const parameters = new URLSearchParams(given).toString();
  return parameters === "" ? path : `${path}?${parameters}`;
}
