/** `npm run restore`: a backup back into the database and DATA_DIR. */
import { checkBackup, restoreBackup } from "@/lib/backup/read";
import { databaseUnreachable } from "@/lib/runtime/command-error";
import { findDatabase } from "@/lib/runtime/embedded-postgres";
import { instanceAt, instanceFile } from "@/lib/runtime/instance";
import { CommandError, run } from "./cli";

const usage = `Usage: npm run restore -- FILE [--overwrite | --check]

Puts a backup back: first all of it is read and its sums are compared, then the database is emptied and filled in one
transaction, and what it then holds is compared again. A backup of an older version is brought up to this one. The
portal must be stopped. Search on Postgres answers at once; Meilisearch is fed anew at the next start.

  --check       only reads the file and compares its sums
  --overwrite   even if the database has rows, or DATA_DIR another secret: they are lost`;

const options = {
  overwrite: { type: "boolean", default: false },
  check: { type: "boolean", default: false },
} as const;

await run({ usage, options }, async ({ positionals, values, settings }) => {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new CommandError("From where? npm run restore -- FILE", 2);
  if (values.check) {
    const { head, end } = await checkBackup(file);
    const rows = Object.values(end.sums).reduce((sum, table) => sum + table.rows, 0);
    console.log(`whole: ${rows} rows and ${end.pictures} pictures of ${head.madeAt}`);
    return;
  }
  const { DATA_DIR, NEXTAUTH_SECRET } = settings;
  const running = await instanceAt(instanceFile(DATA_DIR));
  if (running) throw new CommandError(`The portal runs, at ${running.address}. Stop it first.`);
  const { url, stop } = await findDatabase(settings);
  try {
    const given = { url, dataDir: DATA_DIR, givenSecret: NEXTAUTH_SECRET, file, overwrite: values.overwrite };
    const counts = await restoreBackup({ ...given, say: console.log });
    console.log(`restored ${counts.rows} rows and ${counts.pictures} pictures`);
  } catch (error) {
    throw databaseUnreachable(url, error) ?? error;
  } finally {
    await stop();
  }
});
