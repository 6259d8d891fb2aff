import { expect, test } from "vitest";
import { videoOf } from "./video";

test.each([
  [
    '<iframe width="800" src="https://www.youtube.com/embed/WJk-Y8LQlfE" allowfullscreen></iframe>',
    "youtube",
    "WJk-Y8LQlfE",
  ],
  ["<iframe src='//www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0'></iframe>", "youtube", "aqz-KE-bpKQ"],
  ['<iframe src="https://player.vimeo.com/video/76979871?h=1"></iframe>', "vimeo", "76979871"],
])("%s", (code, host, id) => {
  expect(videoOf(code)).toEqual({ host, id });
});

test.each([
  null,
  "",
  "<b>no video</b>",
  '<iframe src="https://evil.example/embed/WJk-Y8LQlfE"></iframe>',
  '<iframe src="https://www.youtube.com.evil.example/embed/WJk-Y8LQlfE"></iframe>',
  '<iframe src="https://www.youtube.com/embed/WJk-Y8LQlfEtoolong"></iframe>',
  '<iframe src="javascript:alert(1)//www.youtube.com/embed/WJk-Y8LQlfE"></iframe>',
])("nothing is played from %s", (code) => {
  expect(videoOf(code)).toBeNull();
});
