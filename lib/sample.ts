/** The sample content: article files whose dates count back from now, imported like any others. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Connection } from "@/db/client";
import { formatTimestamp, parseTimestamp } from "./article/timestamp";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./time";
import { importPaths } from "./transfer/import";
import type { ImportReport } from "./transfer/run";

const SOURCE = fileURLToPath(new URL("../scripts/sample", import.meta.url));
/** `"{{-2d3h20m}}"`, quotes included: that long before now. */
const AGO = /"\{\{-(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?\}\}"/g;

/**
 * Renders the sample content into `dataDir/sample`, and imports it.
 * @throws Error when a sample file is refused: they are part of Gazette, so that is a bug.
 */
export async function importSample(
  connection: Pick<Connection, "db">,
  dataDir: string,
  now: Date = new Date(),
): Promise<ImportReport> {
  const folder = join(dataDir, "sample");
  // Names hold dates: those of an earlier start would be articles of their own.
  await rm(folder, { recursive: true, force: true });
  await renderFolder(join(SOURCE, "_data", "topics"), join(folder, "_data", "topics"), (name) => name);
  await renderFolder(join(SOURCE, "_data", "organizations"), join(folder, "_data", "organizations"), (name) => name);
  await renderFolder(
    join(SOURCE, "_news"),
    join(folder, "_news"),
    (name, text) => `${dayOf(text)}-${name}`,
    (text) => withDates(text, now),
  );
  return importPaths(connection, [folder], {
    now,
    onRefusal: (path, reason) => {
      throw new Error(`The sample file ${path} is refused: ${reason}`);
    },
  });
}

/** The text with moments in place of `"{{-3h20m}}"` and the like. */
export function withDates(text: string, now: Date): string {
  return text.replace(AGO, (_, days = "0", hours = "0", minutes = "0") => {
    const ago = Number(days) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
    const second = 1000;
    return formatTimestamp(new Date(Math.floor((now.getTime() - ago) / second) * second));
  });
}

async function renderFolder(
  from: string,
  to: string,
  rename: (name: string, text: string) => string,
  render: (text: string) => string = (text) => text,
): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const text = render(await readFile(join(from, name), "utf8"));
    await writeFile(join(to, rename(name, text)), text);
  }
}

/** `2026-11-03` of the file's own date, which comes before those of its `related` list. */
function dayOf(text: string): string {
  const given = /^publishedDateTime: (.+)$/m.exec(text)?.[1] ?? "";
  const moment = parseTimestamp(given);
  if (!moment) throw new Error(`A sample file has no date: ${text.slice(0, 200)}`);
  return formatTimestamp(moment).slice(0, 10);
}
