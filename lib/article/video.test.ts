import { expect, test } from "vitest";
import { videoOf } from "./video";

const none = { type: "video", featuredContent: null, webUrl: null, originalUrl: null };

test.each([
  [
    '<iframe width="800" src="https://www.youtube.com/embed/WJk-Y8LQlfE" allowfullscreen></iframe>',
    "youtube",
    "WJk-Y8LQlfE",
  ],
  ["<iframe src='//www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0'></iframe>", "youtube", "aqz-KE-bpKQ"],
  ['<iframe src="https://player.vimeo.com/video/76979871?h=1"></iframe>', "vimeo", "76979871"],
])("%s", (featuredContent, host, id) => {
  expect(videoOf({ ...none, type: "article", featuredContent })).toEqual({ host, id });
});

test.each([
  null,
  "",
  "<b>no video</b>",
  '<iframe src="https://evil.example/embed/WJk-Y8LQlfE"></iframe>',
  '<iframe src="https://www.youtube.com.evil.example/embed/WJk-Y8LQlfE"></iframe>',
  '<iframe src="https://www.youtube.com/embed/WJk-Y8LQlfEtoolong"></iframe>',
  '<iframe src="javascript:alert(1)//www.youtube.com/embed/WJk-Y8LQlfE"></iframe>',
])("nothing is played from %s", (featuredContent) => {
  expect(videoOf({ ...none, featuredContent })).toBeNull();
});

test.each([
  ["https://www.youtube.com/watch?v=aqz-KE-bpKQ", "youtube", "aqz-KE-bpKQ"],
  ["http://m.youtube.com/watch?feature=shared&v=aqz-KE-bpKQ&t=4s", "youtube", "aqz-KE-bpKQ"],
  ["https://youtu.be/aqz-KE-bpKQ?t=4", "youtube", "aqz-KE-bpKQ"],
  ["https://vimeo.com/76979871", "vimeo", "76979871"],
  ["https://www.vimeo.com/76979871/?share=copy", "vimeo", "76979871"],
])("the link %s", (url, host, id) => {
  expect(videoOf({ ...none, webUrl: url })).toEqual({ host, id });
  expect(videoOf({ ...none, webUrl: "https://a.example/", originalUrl: url })).toEqual({ host, id });
  // An article about a video is to be read.
  expect(videoOf({ ...none, type: "article", webUrl: url })).toBeNull();
});

test.each([
  "https://vimeo.com/channels/staffpicks",
  "https://vimeo.com/76979871/0a1b2c3d4e",
  "https://www.youtube.com/watch?list=aqz-KE-bpKQ",
  "https://www.youtube.com/watch?v=aqz-KE-bpKQtoolong",
  "https://evil.example/https://youtu.be/aqz-KE-bpKQ",
])("nothing is played from the link %s", (webUrl) => {
  expect(videoOf({ ...none, webUrl })).toBeNull();
});

test("the embed code wins over the link", () => {
  const featuredContent = '<iframe src="https://player.vimeo.com/video/76979871"></iframe>';
  const video = { ...none, featuredContent, webUrl: "https://youtu.be/aqz-KE-bpKQ" };
  expect(videoOf(video)).toEqual({ host: "vimeo", id: "76979871" });
});
