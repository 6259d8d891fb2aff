/** What machines that watch the portal get. */
import { expect, test } from "@playwright/test";

const MADE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

test("every answer has an id of its own, which nobody chooses, and an error of the API says it", async ({
  request,
}) => {
  const ids = new Set<string>();
  // What is kept is sent with an id of its own as well.
  const kept = ["/", "/rss.xml", "/api/v1/topics"].flatMap((path) => [path, path, path]);
  const paths = [...kept, "/news/nothing-here", "/search?q=axolotl", "/admin"];
  for (const path of paths) {
    const answer = await request.get(path, { headers: { "x-request-id": "chosen" }, maxRedirects: 0 });
    const id = answer.headers()["x-request-id"];
    expect(id, path).toMatch(MADE);
    ids.add(id ?? "");
  }
  expect(ids.size).toBe(paths.length);
  const wrong = await request.get("/api/v1/articles?limit=none");
  expect(wrong.status()).toBe(400);
  expect((await wrong.json()).requestId).toBe(wrong.headers()["x-request-id"]);
});

test("it is live and ready, and health names its worker", async ({ request }) => {
  for (const path of ["/api/health/live", "/api/health/ready"]) {
    const answer = await request.get(path);
    expect([answer.status(), await answer.json()]).toEqual([200, { ok: true }]);
    expect(answer.headers()["cache-control"]).toBe("no-store");
  }
  const { parts } = await (await request.get("/api/health")).json();
  expect(parts.worker).toMatchObject({ ok: true, detail: expect.stringMatching(/^seen \d+ s ago$/) });
});

test("requests are counted by route; from elsewhere nobody reads that", async ({ request }) => {
  const count = async () => {
    const text = await (await request.get("/api/metrics")).text();
    expect(text).not.toContain("axolotl");
    expect(text).toContain("gazette_worker_up 1");
    const line = /^gazette_http_requests_total\{method="GET",route="\/search",status="200"\} (\d+)$/m;
    return Number(line.exec(text)?.[1] ?? 0);
  };
  const before = await count();
  await request.get("/search?q=axolotl");
  await expect.poll(count).toBeGreaterThan(before);
  const forwarded = await request.get("/api/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(forwarded.status()).toBe(403);
  expect(await forwarded.text()).not.toContain("gazette_");
});
