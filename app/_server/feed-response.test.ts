/** What feeds say of themselves besides what is in them. */
import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { article } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import type { FeedAnswer } from "./feed-answer";

const { db } = scratchDatabase();
vi.mock("@/lib/database", () => ({ database: () => ({ db }) }));
let delivered: FeedAnswer | null = null;
vi.mock("./feed-delivery", () => ({
  handOver: (_: Request, answer: FeedAnswer) => {
    delivered = answer;
    return new Response(null);
  },
}));

const CHANGED = new Date("2026-11-20T06:40:00.250Z");

beforeEach(async () => {
  vi.resetModules();
  await db.execute(sql`truncate article, story, provider, topic, audit_event restart identity cascade`);
  await anArticle(db, { changedAt: CHANGED });
});

/** As a process answers that has just started: it knows of no version. */
async function started() {
  vi.resetModules();
  const { feedResponse } = await import("./feed-response");
  const { expireTags } = await import("./page-cache.mjs");
  expireTags(["*"]);
  const ask = async (body: string, headers: Record<string, string> = {}) => {
    expireTags(["*"]);
    const request = new Request("http://localhost/rss.xml", { headers });
    delivered = null;
    await feedResponse(request, "/rss.xml", "text/xml", async () => ({ body, tags: ["read-0"] }));
    return delivered as unknown as FeedAnswer;
  };
  return { ask, feedResponse };
}

const modified = ({ headers }: FeedAnswer) => headers["last-modified"] ?? "";

test("after a restart a feed is as old as before: as the latest change of all", async () => {
  const first = modified(await (await started()).ask("one"));
  expect(first).toBe("Fri, 20 Nov 2026 06:40:01 GMT");
  const { ask } = await started();
  expect(modified(await ask("one"))).toBe(first);
  expect((await ask("one", { "if-modified-since": first })).status).toBe(304);
  // What was there at the beginning of the second may be what there was before the change.
  expect((await ask("one", { "if-modified-since": "Fri, 20 Nov 2026 06:40:00 GMT" })).status).toBe(200);
});

test("a change that the last process has not answered with is told to whoever has what was before", async () => {
  const before = modified(await (await started()).ask("one"));
  await db.update(article).set({ changedAt: new Date("2026-11-21T00:00:00Z") });
  expect((await (await started()).ask("two", { "if-modified-since": before })).status).toBe(200);
  await db.execute(
    sql`insert into audit_event (at, actor, action, subject) values ('2026-11-22', 'a', 'edit', 'topic')`,
  );
  expect(modified(await (await started()).ask("three"))).toBe("Sun, 22 Nov 2026 00:00:00 GMT");
  await db.update(article).set({ liveUntil: new Date("2026-11-23T00:00:00Z") });
  expect(modified(await (await started()).ask("four"))).toBe("Mon, 23 Nov 2026 00:00:00 GMT");
});

test("what changes while it is running is modified then, and later than before", async () => {
  const { ask } = await started();
  await ask("one");
  const second = modified(await ask("two"));
  expect(Date.parse(second)).toBeGreaterThan(Date.now() - 60_000);
  expect(Date.parse(modified(await ask("three")))).toBeGreaterThan(Date.parse(second));
});

test("neither a feed that moved nor one that is not there is kept by caches", async () => {
  const { feedResponse } = await started();
  const request = new Request("http://localhost/x");
  const answers = [
    await feedResponse(request, "/moved", "text/xml", async () => ({ movedTo: "/rss.xml" })),
    await feedResponse(request, "/none", "text/xml", async () => null),
  ];
  expect(answers.map(({ status }) => status)).toEqual([308, 404]);
  for (const { headers } of answers) expect(headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
});
