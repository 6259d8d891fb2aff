/** The database of the portal under test, for as long as something is done with it. */
import { connect, type Db } from "../db/client";
import { databaseUrl } from "./database-url";

export async function withDatabase<T>(use: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = connect(await databaseUrl(), { max: 2 });
  try {
    return await use(db);
  } finally {
    await close();
  }
}
