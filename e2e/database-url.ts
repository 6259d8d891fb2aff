/** Where the database of the portal under test is. */
import { parseSettings } from "../lib/env";
import { findDatabase } from "../lib/runtime/embedded-postgres";

export async function databaseUrl(): Promise<string> {
  return (await findDatabase(parseSettings({ DATA_DIR: process.env.E2E_DATA_DIR }))).url;
}
