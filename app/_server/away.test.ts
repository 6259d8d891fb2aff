import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { article } from "@/db/schema";
import { requestContext } from "@/lib/log/request-context";
import { tellAbsence, watchForAbsence } from "./away";

/** Nobody listens at port 1. */
const nowhere = connect("postgres://someone@127.0.0.1:1/gazette", { max: 1 });
const server = createServer((request, response) => {
  const { url = "/", method = "GET" } = request;
  requestContext().run({ id: "a", method, url }, async () => {
    tellAbsence(response);
    if (url === "/asks")
      await nowhere.db
        .select()
        .from(article)
        .catch(() => {});
    if (url === "/begins") await nowhere.db.transaction(async () => {}).catch(() => {});
    response.writeHead(url === "/found" ? 200 : 500).end();
  });
});
const asked = async (path: string) => {
  const { status, headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  return { status, retryAfter: headers.get("retry-after") };
};

beforeAll(() => {
  watchForAbsence();
  return new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await nowhere.close();
  server.close();
});

test("what fails without the database is 503 and says when to try again; other failures stay 500", async () => {
  expect(await asked("/asks")).toEqual({ status: 503, retryAfter: "5" });
  expect(await asked("/begins")).toEqual({ status: 503, retryAfter: "5" });
  expect(await asked("/fails")).toEqual({ status: 500, retryAfter: null });
  expect(await asked("/found")).toEqual({ status: 200, retryAfter: null });
});
