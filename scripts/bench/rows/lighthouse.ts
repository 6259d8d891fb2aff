import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { browserOptions } from "@/e2e/browser";
import { childEnvironment } from "@/lib/runtime/programs";
import { urls } from "@/lib/urls";
import { publicAddresses } from "../public-addresses";
import type { Line, Row } from "../row";

/** Fetched only when it is asked for: it brings hundreds of packages. */
const LIGHTHOUSE = "lighthouse@12.8.2";
const MAX_REPORT_BYTES = 50_000_000;
const PAGES = ["home", "article", "topic"];
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };

const report = z.object({ categories: z.record(z.string(), z.object({ score: z.number().nullable() })) });

export const lighthouse: Row = {
  id: "lighthouse",
  what: "Lighthouse, mobile",
  goal: "performance 95 or more, accessibility, best practices and SEO 100",
  isQuick: false,
  async measure({ asked, db, portal, say, queries, settings }) {
    if (!asked.withLighthouse) return "only with --lighthouse, which downloads it";
    const { origin } = await portal("postgres");
    const { executablePath, args = [] } = await browserOptions();
    const env = { ...childEnvironment(settings, false), CHROME_PATH: executablePath ?? "" };
    const pages = (await publicAddresses(db)).filter(({ name }) => PAGES.includes(name));
    const lines: Line[] = [];
    for (const { name, path } of [...pages, { name: "search", path: urls.search({ q: queries[0]?.q ?? "" }) }]) {
      say(`  ${name} …`);
      const { stdout } = await promisify(execFile)(
        "npx",
        ["--yes", LIGHTHOUSE, origin + path, "--quiet", "--output=json", `--chrome-flags=--headless ${args.join(" ")}`],
        { env, maxBuffer: MAX_REPORT_BYTES },
      );
      const { categories } = report.parse(JSON.parse(stdout));
      for (const [category, least] of Object.entries(LEAST)) {
        const measured = Math.round((categories[category]?.score ?? 0) * 100);
        lines.push({ what: `${name}: ${category}`, measured, unit: "points", goal: { of: "measured", least } });
      }
    }
    return lines;
  },
};
