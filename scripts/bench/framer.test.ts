import { expect, test } from "vitest";
import { type Framed, framer } from "./framer";

const ANSWERS = [
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhe\r\n0\r\nA;x=1\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n",
  "HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n",
  "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
].join("");

test.each([1, 2, 7, 40, ANSWERS.length])("answers end where they end, %i bytes at a time", (size) => {
  const framed: Framed[] = [];
  const take = framer((answer) => framed.push(answer));
  for (let at = 0; at < ANSWERS.length; at += size) take(Buffer.from(ANSWERS.slice(at, at + size)));
  expect(framed).toEqual([
    { status: 200, isLast: false },
    { status: 200, isLast: false },
    { status: 304, isLast: false },
    { status: 404, isLast: true },
  ]);
});
