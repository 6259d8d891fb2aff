import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { drainOnClose, endConnection } from "./draining";

type Told = { status: number; connection: string; reused: boolean; ended: Promise<unknown> };

async function listening(answer: RequestListener, times?: { graceMs?: number; limitMs?: number }) {
  const server = createServer((asked, response) => {
    endConnection(server, response);
    answer(asked, response);
  });
  drainOnClose(server, times);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const other = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path = "/") =>
    new Promise<Told>((resolve, reject) => {
      const by = path === "/" ? agent : other;
      const asked = request({ port, host: "127.0.0.1", agent: by, path }, (answered: IncomingMessage) => {
        const { statusCode: status = 0, headers } = answered;
        const ended = once(answered.socket, "close");
        answered.resume().once("end", () => {
          resolve({ status, connection: headers.connection ?? "", reused: asked.reusedSocket, ended });
        });
        answered.once("error", reject);
      });
      asked.once("error", reject).end();
    });
  const closed = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { ask, closed };
}

test("an idle connection is answered once more, told that it ends, and then nobody can come", async () => {
  const { ask, closed } = await listening((_request, response) => response.end("x"));
  expect((await ask()).connection).toBe("keep-alive");
  const end = closed();
  expect(await ask()).toMatchObject({ status: 200, connection: "close", reused: true });
  await end;
  await expect(ask()).rejects.toThrow("ECONNREFUSED");
});

test("what is being answered is answered to its end, also after the idle ones were cut", async () => {
  let begin = () => {};
  let finish = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { ask, closed } = await listening(
    ({ url }, response) => {
      if (url !== "/") return void response.end("x");
      response.write("x");
      finish = () => response.end("y");
      begin();
    },
    { graceMs: 1 },
  );
  const idle = await ask("/idle");
  const asked = ask();
  await begun;
  const end = closed();
  await idle.ended;
  finish();
  expect((await asked).status).toBe(200);
  await end;
});

test("an idle connection that nobody uses does not keep the process", async () => {
  const { ask, closed } = await listening((_request, response) => response.end("x"), { graceMs: 1 });
  await ask();
  await closed();
});

test("an answer that never ends is cut at the limit", async () => {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { ask, closed } = await listening(
    (_request, response) => {
      response.write("x");
      begin();
    },
    { graceMs: 1, limitMs: 20 },
  );
  const asked = expect(ask()).rejects.toThrow();
  await begun;
  await closed();
  await asked;
});
