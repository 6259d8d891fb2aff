/** Checks that imports go one way (app → lib → db) and that settings are read in one place. Part of `npm test`. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

type Rule = { in: RegExp; never: RegExp; because: string };

const RULES: Rule[] = [
  { in: /^db\//, never: /^(lib|app|scripts)\//, because: "db knows Postgres and nothing of ours" },
  {
    in: /^(db|lib)\//,
    never: /^(next|react|react-dom|next-auth)(\/|$)/,
    because: "commands and worker import db and lib",
  },
  { in: /^lib\//, never: /^(app|scripts)\//, because: "lib knows the news, not the web" },
  { in: /^app\//, never: /^scripts\//, because: "commands are for operators" },
  { in: /^scripts\//, never: /^app\//, because: "nothing imports app" },
  { in: /^app\/_ui\//, never: /^app\/_server\//, because: "shared components read no data" },
];

/** Where process.env may be read: the settings, tests, and what hands an environment to child processes. */
const MAY_READ_ENV =
  /(^lib\/env\.ts|^lib\/runtime\/|^scripts\/(test|start|worker|screenshot|check-docs)\.ts|^instrumentation\.ts|^app\/_server\/auth\.ts|^(next|vitest|playwright)\.config\.|\.test\.tsx?|\/testing\/|^e2e\/|^scripts\/bench\/bare-app\/)/;

const FROM = /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|\brequire\(\s*)["']([^"']+)["']/g;
const TYPE_ONLY = /import\s+type\s[^;]*?from\s+["'][^"']+["']/g;

const FOLDERS = ["app", "db", "lib", "scripts", "e2e"];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => posix.join(folder, file.replaceAll("\\", "/"))),
);
const problems = [...files, "instrumentation.ts"].flatMap((file) => [
  ...wrongImports(file),
  ...wrongEnv(file),
  ...circles(file),
]);
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`imports: ${files.length} files, all one way`);
process.exitCode = problems.length > 0 ? 1 : 0;

function wrongImports(file: string): string[] {
  const isTest = /\.test\.tsx?$|\/testing\//.test(file);
  return importsOf(file).flatMap((target) =>
    RULES.filter((rule) => rule.in.test(file) && rule.never.test(target) && !(isTest && /^scripts\//.test(target))).map(
      (rule) => `${file}: must not import ${target} (${rule.because})`,
    ),
  );
}

function wrongEnv(file: string): string[] {
  const reads = readFileSync(file, "utf8").includes("process.env");
  return reads && !MAY_READ_ENV.test(file) && file !== "scripts/check-imports.ts"
    ? [`${file}: reads process.env; settings are in lib/env.ts`]
    : [];
}

/** Files that import each other directly; types don't count. */
function circles(file: string): string[] {
  return importsOf(file)
    .map((target) => files.find((other) => other.replace(/\.\w+$/, "") === target.replace(/\.\w+$/, "")))
    .filter(
      (other) =>
        other !== undefined &&
        other > file &&
        importsOf(other).some((back) => back.replace(/\.\w+$/, "") === file.replace(/\.\w+$/, "")),
    )
    .map((other) => `${file}: imports ${other}, which imports it`);
}

/** What a file imports, as paths from the root or package names; types alone bind nothing and don't count. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8").replace(TYPE_ONLY, "");
  return [...source.matchAll(FROM)].map(([, target = ""]) => {
    if (target.startsWith("@/")) return target.slice(2);
    return target.startsWith(".") ? posix.join(posix.dirname(file), target) : target;
  });
}
