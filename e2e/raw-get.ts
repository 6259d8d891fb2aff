/** What comes over the line: `fetch` would take the encoding off, and ask with headers of its own. */
import { get, type IncomingHttpHeaders } from "node:http";

export type Raw = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };

export function rawGet(url: string, headers: Record<string, string> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
      });
    });
    asked.once("error", reject);
  });
}
