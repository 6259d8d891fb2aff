import { expect, test } from "vitest";
import { cardResponse } from "./cards";

const card = { site: "Gazette", kicker: "", heat: null, foot: "", seed: "x" };

test("many searches keep no article's card waiting", async () => {
  const searches = Array.from({ length: 20 }, (_, n) =>
    cardResponse({ ...card, title: `Search ${n}` }, { search: true }),
  );
  const article = await cardResponse({ ...card, title: "An article" });
  expect(article.status).toBe(200);
  const busy = (await Promise.all(searches)).filter(({ status }) => status === 503);
  expect(busy).toHaveLength(9);
  expect(busy[0]?.headers.get("retry-after")).toBe("10");
});
