import { expect, test } from "vitest";
import { cardResponse } from "./cards";

const card = { site: "Gazette", kicker: "", heat: null, foot: "", seed: "s" };

test("a crowd of different searches is turned away, and does not push out the cards of articles", async () => {
  const article = await cardResponse({ ...card, title: "An article" });
  expect(article.status).toBe(200);
  const searches = Array.from({ length: 30 }, (_, number) =>
    cardResponse({ ...card, title: `Search ${number}` }, { search: true }),
  );
  // Known ones need no place in the queue.
  const again = await cardResponse({ ...card, title: "An article" });
  expect(await again.arrayBuffer()).toEqual(await article.arrayBuffer());
  const answers = await Promise.all(searches);
  const turnedAway = answers.filter(({ status }) => status === 503);
  expect(turnedAway.length).toBeGreaterThanOrEqual(15);
  expect(turnedAway[0]?.headers.get("retry-after")).toBe("10");
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
});

test("what is not there has no card", async () => {
  expect((await cardResponse(null)).status).toBe(404);
});
