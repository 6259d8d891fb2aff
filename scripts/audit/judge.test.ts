import { expect, test } from "vitest";
import { judge } from "./judge";

const url = "https://advisories.example/1";
const now = new Date("2026-01-01");
const reportOf = (severity: string) =>
  JSON.stringify({
    vulnerabilities: {
      paper: { severity, via: [{ url, title: "Tears", severity }] },
      book: { severity, via: ["paper"] },
    },
  });

test("an advisory above low fails, once, with its address", () => {
  for (const severity of ["moderate", "high", "critical"]) {
    const { lines, failed } = judge(reportOf(severity), {}, now);
    expect(failed).toBe(true);
    expect(lines).toEqual([`paper: ${severity}, Tears (${url})`]);
  }
});

test("low ones and none don't", () => {
  for (const report of [reportOf("low"), JSON.stringify({ vulnerabilities: {} })])
    expect(judge(report, {}, now)).toEqual({ lines: ["Nothing above low is known of the packages."], failed: false });
});

test("one that is accepted doesn't, until its day", () => {
  const accepted = { [url]: { why: "no paper here", until: "2026-02-01" } };
  expect(judge(reportOf("high"), accepted, now).failed).toBe(false);
  expect(judge(reportOf("high"), accepted, new Date("2026-02-02")).failed).toBe(true);
});

test("without an answer of the registry it says so", () => {
  for (const answer of ["", "<html>", '{"error":{"code":"ENOTFOUND"}}'])
    expect(judge(answer, {}, now)).toEqual({ lines: [expect.stringMatching(/^NOT CHECKED/)], failed: false });
});
