/** Reads with a real primary and a real streaming replica. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Connection, connect, type Db } from "@/db/client";
import { migrate } from "@/db/migrate";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "@/lib/errors";
import { type Replicated, startReplicated } from "@/lib/testing/replica";
import { expireTags } from "./page-cache.mjs";
import { publicRead } from "./public-read";

let servers: Replicated;
let primary: Connection;
let replica: Connection;
vi.mock("@/lib/database", () => ({ database: () => primary }));
vi.mock("@/lib/read-database", () => ({ readDatabase: () => replica }));

beforeAll(async () => {
  servers = await startReplicated();
  primary = connect(servers.primaryUrl, { max: 3 });
  replica = connect(servers.replicaUrl, { max: 3 });
  await migrate(servers.primaryUrl);
});
afterAll(async () => {
  await Promise.all([primary?.close(), replica?.close()]);
  await servers?.stop();
});

/** Who answers, and what titles there are. */
const read = () =>
  publicRead(async (db: Db) => {
    const [row] = await db.execute<{ replica: boolean; titles: string[] }>(
      sql`select pg_is_in_recovery() as replica, array(select title from article order by id) as titles`,
    );
    return row;
  });
const replicaAnswers = () =>
  vi.waitFor(async () => expect((await read())?.replica).toBe(true), { timeout: 10_000, interval: 20 });

beforeEach(replicaAnswers);

test("as long as the replica is behind a change, the primary answers; nobody ever reads what was before", async () => {
  await replica.sql`select pg_wal_replay_pause()`;
  await anArticle(primary.db, { title: "A lag is told" });
  expireTags(["articles"]);
  for (let times = 0; times < 20; times++)
    expect(await read()).toMatchObject({ replica: false, titles: expect.arrayContaining(["A lag is told"]) });
  await replica.sql`select pg_wal_replay_resume()`;
  await replicaAnswers();
  expect((await read())?.titles).toContain("A lag is told");
});

test("each of many changes shows at the next read", async () => {
  for (let n = 0; n < 30; n++) {
    const title = `Change ${n} of many`;
    await anArticle(primary.db, { title });
    expireTags(["articles"]);
    expect((await read())?.titles).toContain(title);
  }
  await replicaAnswers();
});

test("while the replica is away nobody notices, and it answers when it is back", async () => {
  await servers.killReplica();
  for (let times = 0; times < 5; times++) expect((await read())?.replica).toBe(false);
  await servers.startReplica();
  await replicaAnswers();
});

test("what the replica refuses is asked of the primary; what Gazette itself refuses is not asked twice", async () => {
  const writes = (db: Db) => db.execute(sql`create temporary table if not exists trial (n int)`).then(() => "done");
  expect(await publicRead(writes)).toBe("done");
  await replicaAnswers();
  const refuses = vi.fn(() => Promise.reject(new AppError("not-found", { message: "No." })));
  await expect(publicRead(refuses)).rejects.toThrow("No.");
  expect(refuses).toHaveBeenCalledTimes(1);
});
