/** A database for one measurement, on the server that the portal uses, and gone afterwards. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { type Connection, connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { CommandError, databaseUnreachable } from "./command-error";
import { findDatabase } from "./embedded-postgres";

/**
 * Calls `use` with an empty, migrated database on the server of DATABASE_URL, or on the embedded one, and drops it.
 * @throws CommandError where the server cannot be reached or lets this user make no database
 */
export async function withOwnDatabase<T>(
  settings: Parameters<typeof findDatabase>[0],
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const server = await findDatabase(settings);
  const name = `measured_${randomBytes(6).toString("hex")}`;
  const admin = postgres(server.url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await admin.unsafe(`create database ${name}`).catch((error) => {
      throw refused(error) ?? databaseUnreachable(server.url, error) ?? error;
    });
    const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    const connection = connect(url);
    try {
      await migrate(url);
      return await use(connection);
    } finally {
      await connection.close();
      await admin.unsafe(`drop database ${name} with (force)`);
    }
  } finally {
    await admin.end({ timeout: 5 });
    await server.stop();
  }
}

const refused = ({ code }: { code?: string }) =>
  code === "42501" ? new CommandError("The user of DATABASE_URL may not create a database, and one is needed.") : null;
