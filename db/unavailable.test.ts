import { expect, test } from "vitest";
import { QueryError } from "./query-errors";
import { isDatabaseUnavailable } from "./unavailable";

const coded = (code: string, more = {}) => Object.assign(new Error(code), { code, ...more });

test.each(["57P01", "57P03", "53300", "53100", "25006", "08006", "CONNECTION_CLOSED", "CONNECT_TIMEOUT"])(
  "%s is the database's absence, also as a cause",
  (code) => {
    expect(isDatabaseUnavailable(coded(code))).toBe(true);
    expect(isDatabaseUnavailable(new QueryError("select 1", coded(code)))).toBe(true);
  },
);

test.each(["23505", "42P01", "57014", "ENOSPC"])("%s is not", (code) => {
  expect(isDatabaseUnavailable(coded(code, { query: "select 1" }))).toBe(false);
});

test("a network's error is, where it is of a query", () => {
  expect(isDatabaseUnavailable(coded("ECONNREFUSED", { query: "select 1" }))).toBe(true);
  expect(isDatabaseUnavailable(coded("ECONNREFUSED"))).toBe(false);
  expect(isDatabaseUnavailable(null)).toBe(false);
});
