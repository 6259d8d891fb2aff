import { beforeEach, expect, test, vi } from "vitest";
import { noteSearch } from "@/lib/search/log";
import { POST } from "./route";

vi.mock("@/lib/search/log", () => ({ noteSearch: vi.fn() }));
beforeEach(() => vi.mocked(noteSearch).mockClear());

const HERE = { "sec-fetch-site": "same-origin" };
async function said(form: Record<string, string>, headers: Record<string, string> = HERE) {
  const body = new URLSearchParams(form).toString();
  const given = { "content-length": String(body.length), host: "gazette.example", ...headers };
  const { status } = await POST(
    new Request("http://gazette.example/search/seen", { method: "POST", body, headers: given }),
  );
  return { status, noted: vi.mocked(noteSearch).mock.calls };
}

test("a finished search is counted with what the reader saw", async () => {
  expect(await said({ q: "rural mesh", total: "12" })).toEqual({ status: 204, noted: [["rural mesh", 12]] });
});

test.each([
  { q: "mesh", total: "-1" },
  { q: "mesh", total: "1.5" },
  { q: "mesh", total: "1234567890" },
  { q: "mesh", total: "" },
  { q: "mesh" },
  { q: "x".repeat(401), total: "1" },
] as Record<string, string>[])("%j is not counted", async (form) => {
  expect(await said(form)).toEqual({ status: 204, noted: [] });
});

test("too much is not read", async () => {
  expect(await said({ q: "mesh", total: "1", more: "x".repeat(9_000) })).toEqual({ status: 413, noted: [] });
  expect(await said({ q: "mesh", total: "1" }, { ...HERE, "content-length": "" })).toEqual({ status: 413, noted: [] });
});

test.each([
  [{ "sec-fetch-site": "cross-site", origin: "http://gazette.example" }, 403],
  [{ "sec-fetch-site": "none" }, 403],
  [{ origin: "http://other.example" }, 403],
  [{ origin: "null" }, 403],
  [{}, 403],
  [{ origin: "http://gazette.example" }, 204],
  [{ origin: "https://portal.example", "x-forwarded-host": "portal.example" }, 204],
] as [Record<string, string>, number][])("only pages of this site may say so: %j", async (headers, status) => {
  const { noted, ...answer } = await said({ q: "mesh", total: "1" }, headers);
  expect(answer.status).toBe(status);
  expect(noted).toHaveLength(status === 204 ? 1 : 0);
});
