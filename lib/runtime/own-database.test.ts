import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { CommandError } from "./command-error";
import { withOwnDatabase } from "./own-database";

const settings = { DATABASE_URL: inject("postgresUrl"), DATA_DIR: "unused" };

async function databases(): Promise<string[]> {
  const sql = postgres(inject("postgresUrl"), { max: 1 });
  const rows = await sql<{ datname: string }[]>`select datname from pg_database`;
  await sql.end();
  return rows.map(({ datname }) => datname);
}

test("there is a migrated database while it is used, and none afterwards", async () => {
  const name = await withOwnDatabase(settings, async ({ sql }) => {
    const [row] = await sql<{ name: string; articles: number }[]>`
      select current_database() as name, (select count(*)::int from article) as articles`;
    expect(row?.articles).toBe(0);
    expect(await databases()).toContain(row?.name);
    return row?.name;
  });
  expect(await databases()).not.toContain(name);
});

test("it is dropped when its use fails, too", async () => {
  let name = "";
  const failing = withOwnDatabase(settings, async ({ sql }) => {
    name = (await sql`select current_database() as name`)[0]?.name;
    throw new Error("in use");
  });
  await expect(failing).rejects.toThrow("in use");
  expect(await databases()).not.toContain(name);
});

test("a server that is not there is named", async () => {
  const nowhere = { ...settings, DATABASE_URL: "postgres://someone@127.0.0.1:1/gazette" };
  await expect(withOwnDatabase(nowhere, async () => {})).rejects.toThrow(CommandError);
});
