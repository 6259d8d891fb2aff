/** Compressing what is sent often: once. */
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";

export type Encoding = keyof typeof ENCODERS;
export type Encoded = {
  body: Buffer;
  /** Made when somebody first asks for it. */
  encoded: Partial<Record<Encoding, Buffer>>;
};

/** As small as it gets within a few milliseconds. */
const BROTLI_QUALITY = 5;

/** In the order in which we like them. */
const ENCODERS = {
  br: (body: Buffer) =>
    brotliCompressSync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body: Buffer) => gzipSync(body),
  deflate: (body: Buffer) => deflateSync(body),
};
export const ENCODINGS = Object.keys(ENCODERS) as Encoding[];

/** The body in an encoding. */
export function encodedBody(kept: Encoded, encoding: Encoding): Buffer {
  const body = kept.encoded[encoding] ?? ENCODERS[encoding](kept.body);
  kept.encoded[encoding] = body;
  return body;
}

/** Of ours what the reader likes best, then what we do (RFC 9110, 12.5.3); null: none, or rather as it is. */
export function chosenEncoding(accepted: string, ours = ENCODINGS): Encoding | null {
  if (accepted === "") return null;
  const wanted = new Map(
    accepted.split(",").map((part) => {
      const [name = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
      const quality = parameters.find((one) => one.startsWith("q="))?.slice(2);
      return [name, quality === undefined ? 1 : Number(quality)] as const;
    }),
  );
  const qualityOf = (encoding: string) => wanted.get(encoding) ?? wanted.get("*") ?? 0;
  const best = Math.max(...ours.map((encoding) => qualityOf(encoding) || 0));
  if (best <= 0 || (wanted.get("identity") ?? 0) > best) return null;
  return ours.find((encoding) => qualityOf(encoding) === best) ?? null;
}
