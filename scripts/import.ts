/** `npm run import`: article, topic and organization files go in. */
import { importPaths } from "@/lib/transfer/import";
import { Refusal } from "@/lib/transfer/refusal";
import { progressLine, summary } from "@/lib/transfer/report";
import { CommandError, run } from "./cli";

const usage = `Usage: npm run import -- PATH… [--dry-run]

Takes article files (NAME.md), topic files (_data/topics/NAME.yaml) and organization files
(_data/organizations/DOMAIN.md) into the database. A folder is walked. Importing again changes
nothing; an edited file updates its article. A bad file is refused with its path and the reason,
the others go in; the exit code is 1 if any was refused.

  --dry-run   says what would happen, and changes nothing`;

await run({ usage, options: { "dry-run": { type: "boolean" } } }, async ({ values, positionals, database }) => {
  if (positionals.length === 0) throw new CommandError("Which files or folders? npm run import -- PATH…", 2);
  const { isTTY } = process.stdout;
  const dryRun = values["dry-run"] ?? false;
  const clearLine = () => isTTY && process.stdout.write("\r\x1b[K");
  const report = await importPaths(await database(), positionals, {
    dryRun,
    onRefusal: (path, reason) => {
      clearLine();
      console.error(`${path}: ${reason}`);
    },
    onProgress: (soFar) => isTTY && process.stdout.write(`\r\x1b[K${progressLine(soFar)}`),
  }).catch((error) => {
    throw error instanceof Refusal ? new CommandError(error.message) : error;
  });
  clearLine();
  for (const line of summary(report, { dryRun })) console.log(line);
  return report.refused > 0 ? 1 : 0;
});
