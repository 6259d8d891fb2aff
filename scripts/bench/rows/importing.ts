import { rm } from "node:fs/promises";
import { join } from "node:path";
import { childEnvironment } from "@/lib/runtime/programs";
import { writeArticleFiles } from "../article-files";
import { measuredProcess } from "../measured-process";
import { emptyDatabase } from "../place";
import type { Line, Row } from "../row";

const LEAST_PER_SECOND = 3_000;
/** Fewer tell of the start alone. */
const FEWEST = { full: 20_000, quick: 2_000 };
/** A part of them is imported first: what all take more in memory must not grow with their number. */
const PART = 10;
const MOST_MEMORY = 1.3;
const SEED = 2;

export const importing: Row = {
  id: "import",
  what: "Import of article files (npm run import): articles/s, and memory against a tenth of them",
  goal: "3,000 articles/s; 1,000,000 in constant memory",
  isQuick: true,
  async measure({ asked, filled, settings, signal, say, folder }) {
    const count = Math.max(asked.articles, asked.isQuick ? FEWEST.quick : FEWEST.full);
    const files = join(folder, "files");
    const imported = async (articles: number) => {
      say(`  importing ${articles} files …`);
      await rm(files, { recursive: true, force: true });
      await writeArticleFiles(files, articles, SEED);
      const url = await emptyDatabase(filled.url, "imported");
      const env = childEnvironment({ ...settings, DATABASE_URL: url, DATABASE_READ_URL: url }, false);
      return measuredProcess(["scripts/import.ts", files], env, signal);
    };
    const part = await imported(Math.round(count / PART));
    const all = await imported(count);
    await rm(files, { recursive: true, force: true });
    const note = `${count} articles in ${all.seconds.toFixed(1)} s, the start of the command with them`;
    const lines: Line[] = [
      {
        what: "files",
        measured: count / all.seconds,
        unit: "/s",
        goal: { of: "measured", least: LEAST_PER_SECOND },
        note,
      },
    ];
    if (part.peakMemory === null || all.peakMemory === null) return lines;
    const reference = { what: `of ${Math.round(count / PART)}`, value: part.peakMemory / 1e6 };
    const memory: Line = { what: "memory", measured: all.peakMemory / 1e6, unit: "MB", reference };
    // A few hundred files don't fill what is held at once.
    if (!asked.isQuick) memory.goal = { of: "ratio", most: MOST_MEMORY };
    return [...lines, memory];
  },
};
