import type { Metadata } from "next";
import { OPERATIONS } from "@/lib/api/operations";
import { READS, SEARCHES } from "@/lib/api/policies";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { pageMetadata } from "../page-metadata";
import { PublicFrame } from "../public-frame";
import { knownExamples } from "./examples";
import { OperationView } from "./operation-view";
import { WriteExample } from "./write-example";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const description = `What programs can read from ${site().name}, and write to it: articles, topics, providers and search as JSON.`;
  return pageMetadata({ title: "API", description, path: urls.api.about });
}

const GROUPS = [...new Set(OPERATIONS.map(({ group }) => group))];
const anchorOf = (group: string) => group.toLowerCase().replaceAll(" ", "-");

export default async function ApiPage() {
  const { name, url } = site();
  const known = await knownExamples(database().db, new Date());
  return (
    <PublicFrame current={urls.api.about}>
      <div className="page-head">
        <h1 className="hed hed-2">API</h1>
        <p className="note">
          All that {name} shows is there for programs, too: as JSON, without a key, from any site. For readers of feeds
          there are <a href={urls.feeds}>feeds</a>.
        </p>
      </div>
      <div className="split api-page">
        <nav className="side" aria-label="Parts of the API">
          <ul>
            {GROUPS.map((group) => (
              <li key={group}>
                <a href={`#${anchorOf(group)}`}>{group}</a>
              </li>
            ))}
            <li>
              <a href={urls.api.description}>OpenAPI 3.1</a>
            </li>
          </ul>
        </nav>
        <div className="min-w-0">
          <section className="api-rules" aria-labelledby="rules">
            <h2 className="hed hed-4" id="rules">
              What holds everywhere
            </h2>
            <ul>
              <li>
                Answers have an <code>ETag</code>. Send it back as <code>If-None-Match</code>, and what did not change
                comes as an empty 304.
              </li>
              <li>
                Errors are <code>application/problem+json</code> (RFC 9457): <code>detail</code> is a sentence,{" "}
                <code>parameter</code> names what was wrong.
              </li>
              <li>
                {READS.quota} requests a minute, and {SEARCHES.quota} searches. <code>RateLimit</code> says what is
                left; beyond it comes 429, and <code>Retry-After</code> says for how long.
              </li>
              <li>
                Everything here is described as <a href={urls.api.description}>OpenAPI 3.1</a>, for programs that make
                clients of it.
              </li>
            </ul>
          </section>
          {GROUPS.map((group) => (
            <section key={group} className="api-group" aria-labelledby={anchorOf(group)}>
              <h2 className="hed hed-4" id={anchorOf(group)}>
                {group}
              </h2>
              {group === "Writing" ? <WriteExample url={url} /> : null}
              {OPERATIONS.filter((operation) => operation.group === group).map((operation) => (
                <OperationView key={operation.id} operation={operation} known={known} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </PublicFrame>
  );
}
