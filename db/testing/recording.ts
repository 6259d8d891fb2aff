/** A connection that notes what is sent over it, so that a test can look at how Postgres answers each statement. */
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Connection } from "../client";
import * as schema from "../schema";

export type Statement = {
  text: string;
  parameters: postgres.SerializableParameter[];
  /** What its transaction had set before, as statements. */
  settings: string[];
  /** What was asked when it was first sent. */
  asker: string;
};

export type Recording = Connection & {
  /** Each statement that reads or writes, once with the same parameters. */
  statements: () => Statement[];
  /** Notes what `run` sends as asked by `asker`. */
  during: <T>(asker: string, run: () => Promise<T>) => Promise<T>;
};

const BEGINS = /^\s*begin/i;
const ENDS = /^\s*(commit|rollback)\s*;?\s*$/i;
const SETS = /^\s*(set local|select set_config\()/i;
const LOOKED_AT = /^\s*(select|with|insert|update|delete)\b/i;

/** What pools of this database send is noted while `during` runs. Made like `connect`. */
export function recordingConnection(url: string): Recording {
  const found = new Map<string, Statement>();
  /** Of each connection within a transaction. */
  const settings = new Map<number, string[]>();
  let asker: string | null = null;
  const note = (connection: number, text: string, parameters: unknown[]) => {
    if (asker === null) return;
    if (BEGINS.test(text)) settings.set(connection, []);
    else if (ENDS.test(text)) settings.delete(connection);
    else if (SETS.test(text)) settings.get(connection)?.push(filled(text, parameters));
    else if (LOOKED_AT.test(text)) {
      const now = [...(settings.get(connection) ?? [])];
      const key = JSON.stringify([text, parameters, now]);
      if (!found.has(key))
        found.set(key, { text, parameters: parameters as Statement["parameters"], settings: now, asker });
    }
  };
  const options = { onnotice: () => {}, debug: note };
  const sql = postgres(url, { ...options, max: 4 });
  return {
    db: drizzle(sql, { schema, casing: "snake_case" }),
    sql,
    single: () => postgres(url, { ...options, max: 1 }),
    close: () => sql.end({ timeout: 5 }),
    statements: () => [...found.values()],
    during: async (name, run) => {
      asker = name;
      try {
        return await run();
      } finally {
        asker = null;
      }
    },
  };
}

/** Only settings are written so: names and numbers. */
const filled = (text: string, parameters: unknown[]) =>
  text.replace(/\$(\d+)/g, (_, place) => `'${String(parameters[Number(place) - 1]).replaceAll("'", "''")}'`);
