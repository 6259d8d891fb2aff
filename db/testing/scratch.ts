/** A database of its own for one test file, migrated and empty; dropped afterwards. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { type Connection, connect } from "../client";
import { migrate } from "../migrate";

/** Call at the top of a test file. `db` and `url` can be used inside tests and hooks. */
export function scratchDatabase(): Connection & { url: string } {
  const server = inject("postgresUrl");
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const connection = { ...connect(url, { max: 5 }), url };
  const onServer = async (statement: string) => {
    const sql = postgres(server, { max: 1, onnotice: () => {} });
    await sql.unsafe(statement);
    await sql.end();
  };
  beforeAll(async () => {
    await onServer(`create database ${name}`);
    await migrate(url);
  });
  afterAll(async () => {
    await connection.close();
    await onServer(`drop database ${name} with (force)`);
  });
  return connection;
}
