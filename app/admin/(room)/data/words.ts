/** What imports and exports did, in words. */
import type { Job } from "@/db/jobs";
import type { ImportJobReport } from "@/lib/transfer/import-job";

type Tally = ImportJobReport["articles"];

const UNITS = ["kB", "MB", "GB", "TB"];

/** `12.4 MB` */
export function sizeInWords(bytes: number): string {
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** What an import did, a line for each kind of thing. */
export function importLines({
  articles,
  topics,
  organizations,
  refused,
  passedOver,
  dryRun,
}: ImportJobReport): string[] {
  const of = (tally: Tally, one: string) => {
    const parts = [
      tally.new > 0 && `${tally.new.toLocaleString("en")} new`,
      tally.changed > 0 && `${tally.changed.toLocaleString("en")} changed`,
      tally.unchanged > 0 && `${tally.unchanged.toLocaleString("en")} unchanged`,
    ].filter((part) => part !== false);
    return parts.length > 0 && `${counted(tally.new + tally.changed + tally.unchanged, one)}: ${parts.join(", ")}`;
  };
  const lines = [
    of(articles, "article"),
    of(topics, "topic"),
    of(organizations, "provider"),
    refused > 0 && `${counted(refused, "file")} refused`,
    passedOver > 0 && `${counted(passedOver, "other file")} passed over`,
  ].filter((line) => line !== false);
  if (lines.length === 0) lines.push("There was nothing to import");
  return dryRun ? [`A trial, nothing was changed. It would be:`, ...lines] : lines;
}

/** What a job is called in the list. */
export function jobName({ kind, input }: Pick<Job, "kind" | "input">): string {
  if (kind === "export") return "Export";
  const files = (input.files as { name: string }[] | undefined) ?? [];
  const [first] = files;
  const what = files.length === 1 && first ? first.name : counted(files.length, "file");
  return `${input.dryRun === true ? "Trial import" : "Import"} of ${what}`;
}
