/**
 * What a backup is: a .tar.gz with, in this order, `backup.json`, the rows of each table in parts, the secret, the
 * pictures, and `end.json` with the sums by which it is checked. One without its end is not whole.
 */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { z } from "zod";
import { CommandError } from "../runtime/command-error";

export const FORMAT = 1;
export const HEAD = "backup.json";
export const END = "end.json";
export const SECRET = "secret";
/** What one part of a table may hold; it lies in memory while it is written. */
export const PART_BYTES = 4 * 1024 * 1024;
/** No file that is read whole is larger. */
const MAX_TEXT_BYTES = 1024 * 1024;

const table = z.object({ name: z.string(), columns: z.array(z.string()), order: z.array(z.string()) });
export const head = z.object({
  format: z.literal(FORMAT),
  madeAt: z.iso.datetime(),
  /** The newest migration of the database, in ms since 1970. */
  migration: z.number(),
  tables: z.array(table),
});
export const end = z.object({
  sums: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
  sequences: z.record(z.string(), z.string()),
  pictures: z.number(),
});
export type Entry = AsyncIterable<Buffer> & { header: Header };
export type Head = z.infer<typeof head>;
export type End = z.infer<typeof end>;

export const partName = (table: string, number: number) => `tables/${table}/${String(number).padStart(6, "0")}`;
export const tableOf = (name: string) => name.match(/^tables\/([a-z_]+)\/\d+$/)?.[1] ?? null;
/** The path below the folder of pictures; null for what is none. */
export const pictureOf = (name: string) =>
  name.match(/^pictures\/((?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*\/)*[a-zA-Z0-9_-][a-zA-Z0-9._-]*)$/)?.[1] ?? null;

/** The entries one by one, each to be read before the next is asked for. */
export class Entries {
  readonly #iterator: AsyncIterator<Entry>;
  readonly #reading: Promise<void>;
  #next: Entry | null | undefined;

  constructor(private readonly file: string) {
    const tar = extract();
    this.#reading = pipeline(createReadStream(file), createGunzip(), tar);
    // Told by the iterator, too.
    this.#reading.catch(() => {});
    this.#iterator = tar[Symbol.asyncIterator]() as AsyncIterator<Entry>;
  }

  /** The entry that `take` would give; null at the end. */
  async peek(): Promise<Entry | null> {
    if (this.#next !== undefined) return this.#next;
    const { value, done } = await this.#iterator.next();
    this.#next = done ? null : value;
    if (done) await this.#reading;
    return this.#next ?? null;
  }

  async take(): Promise<Entry | null> {
    const entry = await this.peek();
    this.#next = entry === null ? null : undefined;
    return entry;
  }

  /** The text of the next entry, which must be this one. */
  async json<T>(name: string, schema: z.ZodType<T>): Promise<T> {
    const entry = await this.take();
    if (entry?.header.name !== name) throw new Error(`${name} is missing`);
    const bytes = await bytesOf(entry, MAX_TEXT_BYTES);
    const { data, error } = schema.safeParse(JSON.parse(bytes.toString("utf8")));
    if (error) throw new CommandError(`${this.file} is no backup that this version of Gazette can read.`);
    return data as T;
  }

  /** The rows of a table, from all its parts. */
  async *rows(table: string): AsyncGenerator<Buffer> {
    while (tableOf((await this.peek())?.header.name ?? "") === table) {
      const part = await this.take();
      if (part) yield* part;
    }
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
    await this.#reading.catch(() => {});
  }
}

/** @throws CommandError when there are more */
export async function bytesOf(entry: Entry, max: number): Promise<Buffer> {
  if ((entry.header.size ?? 0) > max) throw new CommandError(`${entry.header.name} in the backup is too large.`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The sentence for whatever went wrong while a backup was read. */
export function notWhole(file: string, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new CommandError(`There is no file ${file}.`);
  return new CommandError(`${file} is no backup, or not whole: ${message}.`, 1, { cause: error });
}
