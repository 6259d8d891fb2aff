/** Sends traces to a collector of its own, in a process of its own: tracing is for the life of one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";

const connection = scratchDatabase();

type Span = {
  name: string;
  traceId: string;
  parentSpanId?: string;
  kind: number;
  attributes: { key: string; value: { stringValue?: string } }[];
};
type Traces = {
  resourceSpans: { resource: { attributes: Span["attributes"] }; scopeSpans: { spans: Span[] }[] }[];
};

const REQUEST = `
  import { trace } from "@opentelemetry/api";
  import { sql } from "drizzle-orm";
  import { connect } from "./db/client";
  import { traceRequests } from "./lib/log/tracing";
  await traceRequests();
  const { db, close } = connect(process.env.DATABASE_URL ?? "");
  await db.execute(sql\`select 'outside of a request'\`);
  await trace.getTracer("test").startActiveSpan("GET /latest", async (span) => {
    await db.execute(sql\`select \${"a secret"}::text from article limit 1\`);
    span.end();
  });
  await close();
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(0), 1_000);
`;

test("a request's trace has its queries, without their values, and goes where it should", async () => {
  const got: { url: string | undefined; body: string }[] = [];
  const collector = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    got.push({ url: request.url, body });
    response.setHeader("content-type", "application/json").end("{}");
  });
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", REQUEST], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      DATABASE_URL: connection.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_SERVICE_NAME: "a portal",
    },
  });
  await once(child, "exit");
  collector.close();
  expect(got.map(({ url }) => url)).toEqual(["/v1/traces"]);
  const traces: Traces = JSON.parse(got[0]?.body ?? "");
  const [resource] = traces.resourceSpans;
  expect(resource?.resource.attributes).toContainEqual({ key: "service.name", value: { stringValue: "a portal" } });
  const spans = resource?.scopeSpans.flatMap(({ spans }) => spans) ?? [];
  const page = spans.find(({ name }) => name === "GET /latest");
  const query = spans.find(({ name }) => name.startsWith("select article "));
  expect(spans).toHaveLength(2);
  expect(query).toMatchObject({ traceId: page?.traceId, parentSpanId: expect.stringMatching(/^\w{16}$/), kind: 3 });
  expect(query?.attributes).toContainEqual({
    key: "db.query.text",
    value: { stringValue: "select $1::text from article limit 1" },
  });
  expect(got[0]?.body).not.toContain("secret");
});
