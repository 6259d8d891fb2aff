/** Where answers of HTTP/1.1 end, without decoding them (RFC 9112, 6). */

export type Framed = { status: number /** The server ends the connection after it. */; isLast: boolean };

const HEAD_END = Buffer.from("\r\n\r\n");
const LINE_END = Buffer.from("\r\n");

/** Takes what comes over a connection, and tells of each answer when it is complete. */
export function framer(answered: (answer: Framed) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes to pass over: of a body, or of a chunk with its line end. */
  let left = 0;
  let state: "head" | "body" | "size" | "trailer" = "head";
  let answer: Framed = { status: 0, isLast: false };
  const complete = () => {
    state = "head";
    answered(answer);
  };
  const head = (text: string) => {
    answer = { status: Number(text.slice(9, 12)), isLast: /\r\nconnection: *close/i.test(text) };
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    if (/\r\ntransfer-encoding: *chunked/i.test(text)) state = "size";
    else if (!length || length === "0" || answer.status === 304) complete();
    else [state, left] = ["body", Number(length)];
  };
  const size = (line: string) => {
    const bytes = Number.parseInt(line, 16);
    if (bytes === 0) state = "trailer";
    else left = bytes + LINE_END.length;
  };
  return (chunk) => {
    let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = Buffer.alloc(0);
    while (data.length > 0) {
      if (left > 0) {
        const passed = Math.min(left, data.length);
        left -= passed;
        data = data.subarray(passed);
        if (left === 0 && state === "body") complete();
        continue;
      }
      const mark = state === "head" ? HEAD_END : LINE_END;
      const end = data.indexOf(mark);
      if (end < 0) {
        rest = data;
        return;
      }
      const text = data.toString("latin1", 0, end);
      data = data.subarray(end + mark.length);
      if (state === "head") head(text);
      else if (state === "size") size(text);
      else if (text === "") complete();
    }
  };
}
