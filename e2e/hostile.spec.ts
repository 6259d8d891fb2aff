/** Whatever is asked of search, it answers: no error for the reader, none in the log. */
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { anotherServer, stopServers } from "./another-server";

/** `npm run test:long` asks more. */
const QUERIES = process.env.LONG_TESTS ? 10_000 : 500;
const AT_ONCE = 8;
const PATHS = [
  "/search",
  "/api/v1/search",
  "/api/v1/suggest",
  "/api/v1/articles",
  "/search/rss.xml",
  "/search/atom.xml",
  "/search/feed.json",
];

test.afterEach(stopServers);

const PIECES = [
  '"',
  "-",
  "(",
  ")",
  ":",
  "*",
  "<->",
  "&",
  "|",
  "!",
  "\\",
  "'",
  "%",
  "_",
  "--",
  ";",
  "{{",
  "${",
  "../",
  "\u0000",
  "\ud800",
  "\u202e",
  "🦘",
  "e\u0301",
  "東京",
  "مرحبا",
  "ก็",
  "C++",
  ".NET",
  "GPT-4",
  "' or 1=1",
  "<script>alert(1)</script>",
  "topic:",
  "site:",
  "type:",
  "before:",
  "after:",
  "quality:",
  "heat:",
  "intitle:",
  ">=",
  "2023",
  "yesterday",
  "99999999",
  "merrow",
  "mesh",
  "OR",
  "AND",
  "NOT",
];
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }).map((parts) => parts.join("")),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(" ")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 120 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 300, maxLength: 1_500 }) },
);
const parameters = fc.record(
  {
    topic: text,
    provider: text,
    type: text,
    from: fc.oneof(text, fc.constant("2023-05")),
    to: fc.oneof(text, fc.constant("2024")),
    sort: fc.constantFrom("newest", "top", "relevance", "best"),
    page: fc.oneof(fc.constantFrom("1", "2", "500", "-1", "x"), text),
  },
  { requiredKeys: [] },
);

test(`${QUERIES} random and hostile queries`, async () => {
  test.setTimeout(QUERIES * 200 + 60_000);
  const server = await anotherServer();
  // Random anew each time; the seed in the message makes a failure come again.
  const seed = Date.now() % 2 ** 31;
  const asked = fc.sample(fc.tuple(fc.constantFrom(...PATHS), text, fc.option(parameters)), { numRuns: QUERIES, seed });
  const addresses = asked.map(([path, q, more]) => `${path}?${new URLSearchParams({ ...more, q })}`).values();
  const failures: string[] = [];
  const ask = async () => {
    for (const address of addresses) {
      const { status, headers } = await fetch(server.url + address).then(async (response) => {
        await response.arrayBuffer();
        return response;
      });
      // Only the API refuses parameters other than q, with a problem that names them.
      const isRefusal = status === 400 && headers.get("content-type") === "application/problem+json";
      if (status !== 200 && !isRefusal) failures.push(`${status} ${address}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  expect(failures, `seed ${seed}`).toEqual([]);
  expect(server.log(), `seed ${seed}`).not.toMatch(/error|exception|unhandled/i);
});
