/** `npm run check-docs`: whether the commands in the docs are true. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import { onStopSignals } from "@/lib/runtime/until-stopped";
import { blocksOf } from "./check-docs/blocks";
import { checkPage, type Outcome } from "./check-docs/page";
import { CommandError, run } from "./cli";

const usage = `
Usage: npm run check-docs [-- PAGE…] [--slow]

Clones the last commit into a temporary folder and runs there what README.md, CONTRIBUTING.md and the pages of docs/
have in fences marked sh, page by page and line by line. Lists what it left out: what takes long (sh slow), and what
cannot be run (sh unchecked). Any command that fails makes the exit code 1.

  PAGE    such as README.md or docs/api.md; all by default
  --slow  runs what takes long as well: some hours
`;

const README = "README.md";
const FIRST_PAGES = [README, "CONTRIBUTING.md"];
const stopping = new AbortController();

await run({ usage, options: { slow: { type: "boolean", default: false } } }, async ({ positionals, values }) => {
  onStopSignals(
    () => stopping.abort(),
    () => process.exit(130),
  );
  const folder = await mkdtemp(join(tmpdir(), "gazette-docs-"));
  try {
    const root = join(folder, "gazette");
    execFileSync("git", ["clone", "--quiet", PROJECT_ROOT, root], { stdio: "inherit" });
    const pages = await pagesOf(root);
    const unknown = positionals.filter((page) => !pages.has(page));
    if (unknown.length > 0) throw new CommandError(`No such page: ${unknown.join(", ")}.`, 2);
    const options = { outer: process.env, slow: values.slow, signal: stopping.signal, say: console.log };
    const outcomes: Outcome[] = [];
    for (const page of positionals.length > 0 ? positionals : pages.keys()) {
      if (stopping.signal.aborted) break;
      const text = pages.get(page) ?? "";
      for (const named of new Set([pages.get(README) ?? "", text])) await writeNamedFiles(named, root);
      const outcome = await checkPage(page, text, { folder, root }, options);
      cleanUp(root);
      if (outcome.failure) console.error(outcome.failure);
      outcomes.push(outcome);
    }
    for (const line of tableOf(outcomes)) console.log(line);
    return stopping.signal.aborted || outcomes.some(({ failure }) => failure) ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The texts of the pages in the clone, by their path. */
async function pagesOf(root: string): Promise<Map<string, string>> {
  const names = (await readdir(join(root, "docs"))).filter((name) => name.endsWith(".md")).toSorted();
  const pages = [...FIRST_PAGES, ...names.map((name) => `docs/${name}`)];
  const texts = pages.map(async (page): Promise<[string, string]> => [page, await readFile(join(root, page), "utf8")]);
  return new Map(await Promise.all(texts));
}

/** The next page finds the clone as it came, with what is installed and built. */
function cleanUp(root: string): void {
  execFileSync("git", ["reset", "--hard", "--quiet"], { cwd: root });
  execFileSync("git", ["clean", "-fdq"], { cwd: root });
}

async function writeNamedFiles(page: string, root: string): Promise<void> {
  for (const { language, words, text } of blocksOf(page)) {
    const [name] = words;
    if (language === "sh" || name === undefined) continue;
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), `${text}\n`);
  }
}

function tableOf(outcomes: Outcome[]): string[] {
  const shown = outcomes.filter(({ ran, slow, unchecked, failure }) => ran + slow.length + unchecked.length || failure);
  const width = Math.max(4, ...shown.map(({ page }) => page.length));
  const row = (...cells: (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(width) : String(cell).padStart(9))).join("  ");
  return [
    "",
    row("page", "run", "slow", "unchecked"),
    ...shown.map(({ page, ran, slow, unchecked, failure }) =>
      row(page, ran, slow.length, unchecked.length).concat(failure ? "  FAILED" : ""),
    ),
    ...shown.flatMap(({ slow }) => slow.map((place) => `slow: ${place}`)),
    ...shown.flatMap(({ unchecked }) => unchecked.map((place) => `unchecked: ${place}`)),
  ];
}
