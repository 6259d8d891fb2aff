import { expect, test } from "vitest";
import { settleAddress } from "./incoming";

test.each(["/", "/news/a%20b?q=%", "/topic/%E6%97%A5", "/search?q=%ff"])("%s stays", (url) => {
  const request = { url };
  settleAddress(request);
  expect(request.url).toBe(url);
});

test.each(["/news/%ff", "/news/%E0%A4%A", "/%", "/provider/%zz?x=1"])("%s is nobody's address", (url) => {
  const request = { url };
  settleAddress(request);
  expect(request.url).toBe("/unreadable-address");
});
