/** `npm run backup`: everything that must be kept, in one archive. */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { writeBackup } from "@/lib/backup/write";
import { secretIn } from "@/lib/runtime/kept-secret";
import { CommandError, run } from "./cli";

const usage = `Usage: npm run backup -- PATH [--overwrite]

Writes all rows of the database as of one moment, the secret and the pictures into the file PATH, or into a file named
after the time where PATH is a folder. The portal may run meanwhile. Whoever has the file can sign in as anybody: keep
it closed. Search indexes are not in it; they are made anew. npm run restore puts it back.

  --overwrite   replaces a file of that name`;

const options = { overwrite: { type: "boolean", default: false } } as const;

await run({ usage, options }, async ({ positionals, values, settings, database }) => {
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new CommandError("Where to? npm run backup -- PATH", 2);
  const now = new Date();
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const stamp = now.toISOString().slice(0, 19).replaceAll(":", "");
  const file = resolve(isFolder ? join(path, `gazette-${stamp}Z.tar.gz`) : path);
  const { DATA_DIR, NEXTAUTH_SECRET } = settings;
  const { url } = await database();
  const secret = NEXTAUTH_SECRET ?? (await secretIn(join(DATA_DIR, "nextauth-secret")));
  const { overwrite } = values;
  const counts = await writeBackup({ url, dataDir: DATA_DIR, secret, file, overwrite, now, say: console.log });
  const { size } = await stat(file);
  console.log(`${file}: ${counts.rows} rows, ${counts.pictures} pictures, ${(size / 1e6).toFixed(1)} MB`);
});
