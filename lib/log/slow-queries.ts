/** Names queries that took too long. */
import { createHash } from "node:crypto";
import { type QueryDone, watchQueries } from "@/db/query-times";
import { env } from "../env";
import { counter } from "../metrics/registry";
import { log } from "./log";

const SHOWN_LENGTH = 300;
const SHOWN_TABLES = 3;
const SPACE = /\s+/g;
const TABLE = /\b(?:from|join|into|update) "?([a-z_]+)"?(?![\w(."])/gi;
/** What a query calls parts of itself. */
const NAMED_HERE = /\b([a-z_]+) as (?:materialized )?\(/gi;
/** What follows those words as well. */
const WORDS = new Set(["lateral", "only", "set", "select", "skip", "nowait", "of"]);

const slow = counter("gazette_slow_queries_total", "Queries that took SLOW_QUERY_MS or longer.", []);

/** For the life of the process. SLOW_QUERY_MS=0: none is slow. */
export function watchSlowQueries(): void {
  const { SLOW_QUERY_MS: limitMs } = env();
  if (limitMs > 0) watchQueries((done) => nameIfSlow(done, limitMs));
}

export function nameIfSlow({ text, ms, failed }: QueryDone, limitMs: number): void {
  if (ms < limitMs) return;
  slow.add([]);
  log().warn({ query: queryName(text), ms: Math.round(ms), failed, text: shown(text) }, "A slow query");
}

/**
 * What it does, to which tables, and eight characters that are the same whenever its text is:
 * `select article, provider 1f0c93ab`.
 */
export function queryName(text: string): string {
  const bare = shown(text, Number.POSITIVE_INFINITY).replace(/\/\*.*?\*\/ ?/g, "");
  const verb = /^(?:\(|with\b)/i.test(bare) ? "select" : (bare.split(" ", 1)[0] ?? "").toLowerCase();
  const found = [...bare.matchAll(TABLE)].map(([, table = ""]) => table);
  const own = new Set([...bare.matchAll(NAMED_HERE)].map(([, name = ""]) => name));
  const tables = [...new Set(found)].filter((table) => !own.has(table) && !WORDS.has(table)).slice(0, SHOWN_TABLES);
  const same = createHash("sha256").update(bare).digest("hex").slice(0, 8);
  return [verb, tables.join(", "), same].filter(Boolean).join(" ");
}

function shown(text: string, length = SHOWN_LENGTH): string {
  const line = text.replace(SPACE, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
