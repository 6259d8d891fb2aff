import { cacheHits, keptSize } from "@/app/_server/page-cache.mjs";
import { env } from "@/lib/env";
import type { Part } from "@/lib/health";
import { urls } from "@/lib/urls";

const MEGABYTE = 1024 * 1024;
const NAMES: Record<string, string> = {
  database: "Database",
  migrations: "Its tables",
  outbox: "Changes to tell",
  search: "Search",
  push: "Push",
  worker: "Worker",
};

/** How each part of the portal is, and what this process keeps. */
export function StatusTable({ parts }: { parts: Record<string, Part> }) {
  const wrong = Object.values(parts).filter(({ ok }) => !ok).length;
  return (
    <section className="panel" aria-labelledby="status">
      <h2 id="status">
        Status <span>{wrong === 0 ? "all is well" : `${wrong} of ${Object.keys(parts).length} parts need a look`}</span>
      </h2>
      <table className="figure-table status-table" aria-labelledby="status">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">State</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(parts).map(([name, { ok, detail }]) => (
            <tr key={name}>
              <th scope="row">{NAMES[name] ?? name}</th>
              <td>{ok ? "Works" : <strong>Look at it</strong>}</td>
              <td>
                {name === "search" ? (
                  <a href={urls.admin.search()}>{detail}</a>
                ) : (
                  (detail ?? "as this version has them")
                )}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Kept pages</th>
            <td>Works</td>
            <td>{keptText()}</td>
          </tr>
          <tr>
            <th scope="row">This process</th>
            <td>Works</td>
            <td>{processText()}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function keptText(): string {
  const { entries, bytes } = keptSize();
  const { hits, misses } = cacheHits();
  const share = hits + misses === 0 ? "" : `; ${Math.floor((100 * hits) / (hits + misses))}% of requests found theirs`;
  return `${entries.toLocaleString("en")} pages, feeds and answers, ${megabytes(bytes)} of ${env().PAGE_CACHE_MB.toLocaleString("en")} MB${share}`;
}

function processText(): string {
  const minutes = Math.floor(process.uptime() / 60);
  const hours = Math.floor(minutes / 60);
  const since = hours > 0 ? `${hours.toLocaleString("en")} h ${minutes % 60} min` : `${minutes} min`;
  return `runs for ${since}, takes ${megabytes(process.memoryUsage.rss())} MB, Node ${process.version.slice(1)}`;
}

const megabytes = (bytes: number) => Math.ceil(bytes / MEGABYTE).toLocaleString("en");
