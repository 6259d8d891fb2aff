import { connect as connectSocket, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "./client";
import { scratchDatabase } from "./testing/scratch";

const { url } = scratchDatabase();
let proxy: Server;
let through = "";
let asked = "";
const sockets = new Set<Socket>();

beforeAll(async () => {
  const { hostname, port } = new URL(url);
  proxy = createServer((client) => {
    const server = connectSocket(Number(port), hostname);
    sockets.add(client);
    client.on("data", (bytes) => {
      asked += bytes.toString("latin1");
    });
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on("error", () => {}).on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const at = proxy.address();
  through = Object.assign(new URL(url), { port: String(typeof at === "object" && at ? at.port : 0) }).href;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
});

test("types of arrays are known on each connection, and read on the first alone", async () => {
  const { sql, close } = connect(through, { max: 1 });
  for (let connection = 1; connection <= 3; connection++) {
    const words = ["a", "b, c"];
    expect(await sql`select ${words}::text[] as words, ${[1, 2]}::int[] as numbers`).toEqual([
      { words, numbers: [1, 2] },
    ]);
    expect(asked.match(/left join pg_catalog\.pg_type/g), `connection ${connection}`).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        sql`select 1`.then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  }
  expect(sockets.size).toBeGreaterThanOrEqual(3);
  await close();
});
