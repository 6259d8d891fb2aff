/** Receives the files of a form, as they come, on the disk: no memory holds one whole. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { Busboy } from "@fastify/busboy";
import { AppError } from "@/lib/errors";
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES, MAX_UPLOAD_NAME, type Uploaded } from "@/lib/transfer/upload";

export type Received = {
  files: Uploaded[];
  fields: Record<string, string>;
  /** To be called when the files are not needed any more. */
  remove: () => Promise<void>;
};

/** In the address of the page that a plain form comes back to: a name, so that no link puts words there. */
export const UPLOAD_PROBLEMS = {
  "no-form": "That is not a form with files.",
  "no-file": "Choose at least one file.",
  "too-much": `That is more than ${MAX_UPLOAD_BYTES / 1e6} MB. Send it in parts, or use npm run import.`,
  "too-many": `Those are more than ${MAX_UPLOAD_FILES.toLocaleString("en")} files. Pack them into an archive.`,
  "broke-off": "The upload broke off. Nothing was imported; send it again.",
  "other-site": "Only Gazette's own pages may ask this.",
  "not-allowed": "Your role doesn't allow this. An admin can change it.",
} as const;
export type UploadProblem = keyof typeof UPLOAD_PROBLEMS;

const MAX_FIELDS = 20;
const MAX_FIELD_BYTES = 1_000;
const MAX_HEADER_PAIRS = 20;

/** @throws AppError invalid, when it is no form, holds no file, too much, or breaks off */
export async function receiveFiles({ headers, body }: Pick<Request, "headers" | "body">): Promise<Received> {
  const contentType = headers.get("content-type") ?? "";
  if (!contentType.startsWith("multipart/form-data") || !body) throw problemOf("no-form");
  if (Number(headers.get("content-length")) > MAX_UPLOAD_BYTES * 1.1) throw problemOf("too-much");
  const folder = await mkdtemp(join(tmpdir(), "gazette-upload-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const files: Uploaded[] = [];
    const fields: Record<string, string> = {};
    const saving: Promise<void>[] = [];
    const streams: Readable[] = [];
    let bytes = 0;
    let problem: UploadProblem | null = null;
    const form = formOf(contentType);
    form.on("field", (name, value) => {
      fields[name] = value;
    });
    form.on("filesLimit", () => {
      problem = "too-many";
    });
    form.on("file", (_field, stream, name) => {
      const path = join(folder, String(saving.length));
      let size = 0;
      streams.push(stream);
      const counted = async function* () {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          size += chunk.length;
          bytes += chunk.length;
          if (bytes > MAX_UPLOAD_BYTES) problem ??= "too-much";
          // What is left of it is read and thrown away, so that the browser gets to hear why.
          if (!problem) yield chunk;
        }
      };
      const kept = pipeline(counted, createWriteStream(path)).then(() => {
        // A field without a chosen file comes as an empty one without a name.
        if (!name && size === 0) return;
        const shortName = (name || "unnamed").slice(-MAX_UPLOAD_NAME);
        files.push({ name: shortName, bytes: size, read: () => createReadStream(path) });
      });
      saving.push(kept);
      // Awaited below; until then its failure is nobody's unhandled one.
      kept.catch(() => {});
    });
    await pipeline(Readable.fromWeb(body as WebStream<Uint8Array>), form).catch(() => {
      for (const stream of streams) stream.destroy();
      throw problemOf("broke-off");
    });
    await Promise.all(saving);
    if (problem) throw problemOf(problem);
    if (files.length === 0) throw problemOf("no-file");
    return { files, fields, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function formOf(contentType: string) {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      limits: {
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        files: MAX_UPLOAD_FILES,
        headerPairs: MAX_HEADER_PAIRS,
      },
    });
  } catch {
    throw problemOf("no-form");
  }
}

const problemOf = (problem: UploadProblem) =>
  new AppError("invalid", { message: UPLOAD_PROBLEMS[problem], fields: { files: problem } });
