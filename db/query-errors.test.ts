import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { retried } from "./retry";
import { user } from "./schema";
import { isTooSlow } from "./search";
import { scratchDatabase } from "./testing/scratch";
import { insertUser, updatePassword } from "./users";

const { db } = scratchDatabase();
const SECRET = "$argon2id$v=19$secret";
const EMAIL = "ada@gazette.example";

const failure = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error) => error,
  );
/** Whatever anything might write of an error. */
const written = (error: Error) => [
  String(error),
  error.stack,
  inspect(error, { showHidden: true, depth: 9 }),
  JSON.stringify(error),
];

test.each<[string, string, () => Promise<unknown>]>([
  [
    "a value that Postgres refuses",
    "22021",
    () => insertUser(db, { email: `${EMAIL}\0`, role: "admin", passwordHash: SECRET }),
  ],
  // Postgres's own `detail` shows the whole row.
  [
    "a row that a rule refuses",
    "23514",
    () => db.transaction((tx) => insertUser(tx, { email: EMAIL, role: "owner" as "admin", passwordHash: SECRET })),
  ],
  [
    "a value that is there already",
    "23505",
    () =>
      db.transaction(async (tx) => {
        for (let n = 0; n < 2; n++)
          await tx.insert(user).values({ email: SECRET.toLowerCase(), role: "admin", passwordHash: "" });
      }),
  ],
  ["a query that can't be read", "42P01", () => db.execute(sql`select ${SECRET} from nowhere`)],
])("the error of %s is told without values, and keeps its code", async (_, code, act) => {
  const error = await failure(act());
  expect(error.message).toMatch(/^Failed query: /);
  expect(error.cause).toMatchObject({ code, message: expect.any(String) });
  for (const text of written(error)) expect(text).not.toMatch(/argon2id|ada@/i);
});

test("causes stay what they were for those that read them", async () => {
  const slow = await failure(
    db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 10`);
      await tx.execute(sql`select pg_sleep(5)`);
    }),
  );
  expect(isTooSlow(slow)).toBe(true);
  expect(slow.cause).toBeInstanceOf(postgres.PostgresError);
  let attempts = 0;
  const collides = () => {
    attempts += 1;
    return db.execute(sql`do $$ begin raise exception 'so' using errcode = '40P01'; end $$`);
  };
  expect(await failure(retried(collides))).toMatchObject({ cause: { code: "40P01", message: "so" } });
  expect(attempts).toBe(4);
});

test("a new password's hash is not in the error that says it was not kept", async () => {
  const error = await failure(
    db.transaction(async (tx) => {
      await tx.execute(sql`set transaction read only`);
      await updatePassword(tx, 1, SECRET);
    }),
  );
  expect(error.cause.code).toBe("25006");
  for (const text of written(error)) expect(text).not.toContain("argon2id");
});
