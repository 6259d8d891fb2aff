/** What queries get when their connections are ended and Postgres has none to spare: what scripts/mend-postgres.mjs mends. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connect } from "./client";
import { scratchDatabase } from "./testing/scratch";
import { isDatabaseUnavailable } from "./unavailable";

/** Far more than a refusal takes, far less than the time that a connection may take to be made. */
const AT_ONCE_MS = 3_000;
const { url, sql: owner } = scratchDatabase();
const name = `reader_${randomBytes(6).toString("hex")}`;
const asReader = Object.assign(new URL(url), { username: name, password: "secret" }).href;

beforeAll(async () => {
  await owner.unsafe(`create role ${name} login password 'secret'`);
  await owner.unsafe(`create table written (what text)`);
  await owner.unsafe(`grant all on written to ${name}`);
});
afterEach(() => mayHave(-1));
afterAll(async () => {
  await owner.unsafe(`drop owned by ${name}`);
  await owner.unsafe(`drop role ${name}`);
});

const mayHave = (connections: number) => owner.unsafe(`alter role ${name} connection limit ${connections}`);
const asked = (text: string) =>
  owner`select from pg_stat_activity where usename = ${name} and state = 'active' and query like ${text}`;
const end = () => owner`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${name}`;
const written = async () => (await owner<{ what: string }[]>`select what from written`).map(({ what }) => what);

/** How it ended: "away" is the error that readers are told of with 503. */
function outcome(query: Promise<unknown>): Promise<unknown> {
  const late = new Promise((resolve) => setTimeout(resolve, AT_ONCE_MS, "not in time"));
  const ended = query.then(
    () => "done",
    (error: unknown) => (isDatabaseUnavailable(error) ? "away" : error),
  );
  return Promise.race([ended, late]);
}

test("without a connection to spare queries are refused at once, and once there is one they are answered", async () => {
  const { sql, close } = connect(asReader, { max: 2 });
  const under = [outcome(sql`select pg_sleep(20)`), outcome(sql.begin((tx) => tx`select pg_sleep(20)`))];
  await expect.poll(() => asked("%sleep%")).toHaveLength(2);
  await mayHave(0);
  await end();
  expect(await Promise.all(under)).toEqual(["away", "away"]);
  for (let turn = 0; turn < 5; turn++) {
    const several = [sql`select 1`, sql.begin((tx) => tx`select 1`), sql`select 1`, sql.unsafe("select $1::int", [1])];
    expect(await Promise.all(several.map(outcome)), `turn ${turn}`).toEqual(["away", "away", "away", "away"]);
  }
  await mayHave(-1);
  for (let turn = 0; turn < 4; turn++) expect(await outcome(sql`select 1`), `turn ${turn}`).toBe("done");
  await close();
});

test("an answer that was cut off leaves nothing in the next", async () => {
  const { sql, close } = connect(asReader, { max: 1 });
  const cut = outcome(sql`select v, pg_sleep(case when v = 5000 then 20 else 0 end) from generate_series(1, 9000) v`);
  await expect.poll(() => asked("%generate%")).toHaveLength(1);
  await end();
  expect(await cut).toBe("away");
  expect([...(await sql`select 1 as one`)]).toEqual([{ one: 1 }]);
  await close();
});

test("a transaction that lost its connection does no more, in no other session", async () => {
  const { sql, close } = connect(asReader, { max: 1 });
  let goOn = () => {};
  const waits = new Promise<void>((resolve) => (goOn = resolve));
  let last: Promise<unknown> | undefined;
  const lost = outcome(
    sql.begin(async (tx) => {
      await tx`insert into written values ('first')`;
      const cut = tx`select pg_sleep(20)`;
      await cut.catch(() => {});
      await waits;
      last = outcome(tx`insert into written values ('afterwards')`);
      await last;
    }),
  );
  await expect.poll(() => asked("%sleep%")).toHaveLength(1);
  await end();
  expect(await lost).toBe("away");
  const other = sql.begin(async (tx) => {
    await tx`insert into written values ('of another')`;
    goOn();
    await expect.poll(() => last).toBeDefined();
    expect(await last).toBe("away");
  });
  expect(await outcome(other)).toBe("done");
  expect(await written()).toEqual(["of another"]);
  await close();
});

/** Lets anybody in, and ends each connection as soon as something is asked there. */
async function hangingUp(): Promise<{ url: string; close: () => void }> {
  const authenticated = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0]);
  const ready = Buffer.from([90, 0, 0, 0, 5, 73]);
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(Buffer.concat([authenticated, ready]));
      socket.once("data", () => socket.destroy());
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `postgres://reader@127.0.0.1:${(server.address() as AddressInfo).port}/any`,
    close: () => server.close(),
  };
}

test("a connection that ends while types are read refuses the query that it was made for, and nobody else hears", async () => {
  const server = await hangingUp();
  const { single } = connect(server.url);
  const sql = single();
  for (let turn = 0; turn < 3; turn++) expect(await outcome(sql`select 1`), `turn ${turn}`).toBe("away");
  await sql.end({ timeout: 1 });
  server.close();
});

test("of several hosts, a query that was begun on one is refused with its connection", async () => {
  const server = await hangingUp();
  const { host } = new URL(server.url);
  const sql = postgres(`postgres://reader@${host},127.0.0.1:1/any`, { max: 1, fetch_types: false });
  expect(await outcome(sql`select 1`)).toBe("away");
  await sql.end({ timeout: 1 });
  server.close();
});
