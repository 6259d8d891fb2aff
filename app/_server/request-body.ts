/** Bodies of requests to the API: bounded, and of the right kind. */
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { decoded, MAX_FILE_BYTES } from "@/lib/transfer/read-file";
import { Refusal } from "@/lib/transfer/refusal";

const MAX_JSON_BYTES = 10_000;
const FILE_TYPES = ["text/markdown", "text/plain", "application/octet-stream"];

/** A JSON body as `schema` says; none counts as `{}`. @throws AppError invalid, too-large, media-type */
export async function jsonBody<S extends z.ZodType>(request: NextRequest, schema: S): Promise<z.output<S>> {
  const bytes = await bytesOf(request, MAX_JSON_BYTES);
  if (bytes.length > 0) requireType(request, ["application/json"]);
  const parsed = schema.safeParse(bytes.length === 0 ? {} : jsonOf(bytes));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [name] = issue?.path ?? [];
  if (name === undefined) throw new AppError("invalid", { message: `The body: ${issue?.message}.` });
  const message = `${String(name)}: ${issue?.message}`;
  throw new AppError("invalid", { message, fields: { [String(name)]: message } });
}

/** An article file, as it came. @throws AppError invalid, too-large, media-type */
export async function fileBody(request: NextRequest): Promise<string> {
  requireType(request, FILE_TYPES);
  const bytes = await bytesOf(request, MAX_FILE_BYTES);
  try {
    return decoded(bytes);
  } catch (error) {
    if (error instanceof Refusal) throw new AppError("invalid", { message: `Not taken: ${error.message}.` });
    throw error;
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("invalid", { message: "The body is not JSON." });
  }
}

async function bytesOf({ body }: NextRequest, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > limit) throw new AppError("too-large", { message: `More than ${limit.toLocaleString("en")} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function requireType({ headers }: NextRequest, types: string[]): void {
  const given = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (types.includes(given)) return;
  throw new AppError("media-type", { message: `The body has to be ${types.join(", or ")}.` });
}
