import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "@/db/client";
import { enqueue } from "@/db/outbox";
import { scratchDatabase } from "@/db/testing/scratch";
import { healthOf } from "./health";

const { db } = scratchDatabase();

test("a migrated database in which nothing waits is well", async () => {
  const { ok, parts } = await healthOf(db);
  expect(parts).toMatchObject({
    database: { ok: true, detail: expect.stringMatching(/^Postgres \d+/), ms: expect.any(Number) },
    migrations: { ok: true },
    outbox: { ok: true, detail: "nothing waits" },
    push: { ok: true, detail: "nothing waits" },
  });
  expect(ok).toBe(true);
});

test("an old backlog is not, but readers are served all the same", async () => {
  await enqueue(db, [1, 2]);
  expect((await healthOf(db)).parts.outbox).toMatchObject({ ok: true, detail: expect.stringMatching(/^2 wait/) });
  const later = await healthOf(db, new Date(Date.now() + 90_000));
  expect(later.parts.outbox).toMatchObject({ ok: false, detail: "2 wait, the oldest for 90 s" });
  expect(later.ok).toBe(true);
});

test("missing migrations are counted", async () => {
  await db
    .transaction(async (tx) => {
      await tx.execute(sql`delete from drizzle.__drizzle_migrations
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`);
      expect((await healthOf(tx)).parts.migrations).toMatchObject({
        ok: false,
        detail: expect.stringMatching(/^1 not/),
      });
      await tx.execute(sql`drop table drizzle.__drizzle_migrations`);
      await tx.execute(sql`drop table outbox`);
      const { ok, parts } = await healthOf(tx);
      expect(ok).toBe(false);
      expect(parts.migrations).toMatchObject({ ok: false, detail: expect.stringMatching(/npm start applies them/) });
      // What needs the tables is not asked.
      expect(Object.keys(parts)).toEqual(["database", "migrations"]);
      tx.rollback();
    })
    .catch((error) => expect(error.message).toMatch(/Rollback/));
});

test("a database that is away is the only part, and is named", async () => {
  const away = connect("postgres://127.0.0.1:1/none");
  const { ok, parts } = await healthOf(away.db);
  await away.close();
  expect(ok).toBe(false);
  expect(parts).toEqual({
    database: { ok: false, detail: expect.stringContaining("ECONNREFUSED"), ms: expect.any(Number) },
  });
});
