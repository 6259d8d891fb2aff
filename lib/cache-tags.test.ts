import { expect, test } from "vitest";
import { topicTag } from "./cache-tags";

/** NEXT_CACHE_TAG_MAX_LENGTH */
const NEXT_MAX_LENGTH = 256;

test("a topic's tag is never longer than Next keeps, nor that of another", () => {
  const long = "日本語".repeat(60);
  expect(topicTag(long).length).toBeLessThanOrEqual(NEXT_MAX_LENGTH);
  expect(topicTag(long)).not.toBe(topicTag(`${long}語`));
  expect(topicTag("canvas-apps")).toBe("topic:canvas-apps");
  // Commas part tags in the header that holds them.
  expect(topicTag("a,b")).not.toContain(",");
});
