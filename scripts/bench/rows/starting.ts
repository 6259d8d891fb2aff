import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { localAddress } from "@/lib/runtime/answer";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import { requirePort } from "@/lib/runtime/port";
import { childEnvironment } from "@/lib/runtime/programs";
import { untilAnswers } from "../answers";
import type { Bench } from "../bench";
import type { Line, Row } from "../row";
import { startedCommand } from "../started-command";

const HOST = "127.0.0.1";
const MOST_S = { again: 3, clean: 30 };
const TIMES = { full: 3, quick: 1 };

export const starting: Row = {
  id: "start",
  what: "npm start, built, until the front page is there",
  goal: "on an existing database 3 s",
  isQuick: true,
  async measure(bench) {
    const data = await mkdtemp(join(tmpdir(), "gazette-start-"));
    try {
      const first = await secondsToStart(bench, PROJECT_ROOT, data);
      const again: number[] = [];
      const times = bench.asked.isQuick ? TIMES.quick : TIMES.full;
      for (let time = 0; time < times; time++) again.push(await secondsToStart(bench, PROJECT_ROOT, data));
      return [
        {
          what: "existing database",
          measured: Math.min(...again),
          unit: "s",
          goal: { of: "measured", most: MOST_S.again },
        },
        { what: "no database, with sample content", measured: first, unit: "s" },
      ];
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  },
};

export const cleanClone: Row = {
  id: "clean-clone",
  what: "npm start in a clean clone, after npm ci: database, sample content and build, until the front page is there",
  goal: "30 s",
  isQuick: false,
  async measure(bench) {
    const folder = await mkdtemp(join(tmpdir(), "gazette-clone-"));
    const clone = join(folder, "gazette");
    try {
      bench.say("  a clean clone …");
      const isCloned = await promisify(execFile)("git", ["clone", "--quiet", PROJECT_ROOT, clone]).then(
        () => true,
        () => false,
      );
      if (!isCloned) return "the project is not a clone";
      // What `npm ci` would put there.
      await cp(join(PROJECT_ROOT, "node_modules"), join(clone, "node_modules"), {
        recursive: true,
        verbatimSymlinks: true,
      });
      const measured = await secondsToStart(bench, clone, join(folder, "data"));
      const line: Line = { what: "clean clone", measured, unit: "s", goal: { of: "measured", most: MOST_S.clean } };
      return [line];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Starts it there, and stops it. */
async function secondsToStart({ settings, signal }: Bench, root: string, data: string): Promise<number> {
  const port = await requirePort(HOST, 0);
  const own = { ...settings, HOST, PORT: port, DATA_DIR: data, SAMPLE_CONTENT: "on", SEARCH_ENGINE: "auto" } as const;
  const address = localAddress(HOST, port);
  const env = childEnvironment({ ...own, DATABASE_URL: "", DATABASE_READ_URL: "", SITE_URL: address }, false);
  const began = performance.now();
  const command = startedCommand(root, ["--import", "tsx", "scripts/start.ts"], env);
  try {
    await Promise.race([untilAnswers(`${address}/`, signal, ({ ok }) => ok), command.failed]);
    return (performance.now() - began) / 1000;
  } finally {
    await command.stop();
  }
}
