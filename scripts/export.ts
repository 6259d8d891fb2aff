/** `npm run export`: every article back to its file, topics and organizations too. */
import { exportAll } from "@/lib/transfer/export";
import { Refusal } from "@/lib/transfer/refusal";
import { CommandError, run } from "./cli";

const usage = `Usage: npm run export -- DIR

Writes every article to DIR/_news/SLUG.md, topics to DIR/_data/topics and organizations to
DIR/_data/organizations. What was imported and not changed since comes out as it came, byte for
byte. Files that are there are replaced; others are left alone.`;

await run({ usage, options: {} }, async ({ positionals, database }) => {
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new CommandError("Where to? npm run export -- DIR", 2);
  const { isTTY } = process.stdout;
  const report = await exportAll(await database(), folder, {
    onProgress: (articles) => isTTY && process.stdout.write(`\r\x1b[K${articles} articles …`),
  }).catch((error) => {
    throw error instanceof Refusal ? new CommandError(error.message) : error;
  });
  if (isTTY) process.stdout.write("\r\x1b[K");
  const seconds = (report.durationMs / 1000).toFixed(1);
  console.log(
    `exported ${report.articles} articles, ${report.topics} topics, ${report.organizations} organizations in ${seconds} s`,
  );
});
