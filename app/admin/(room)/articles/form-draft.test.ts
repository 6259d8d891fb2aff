import { expect, test } from "vitest";
import { EMPTY_DRAFT } from "@/lib/publishing/draft";
import { baseOfForm, draftOfForm } from "./form-draft";

const a = { url: "https://a.example/a.jpg", width: "1600", height: "900", title: "A" };
const b = { url: "https://a.example/b.jpg", width: "", height: "", title: "" };
const base = { ...EMPTY_DRAFT, title: "Old", topics: ["Data"], images: [a, b], publishedAt: "2026-11-19T06:05:07Z" };
const pictures = (lead: string, urls = [a.url, b.url]) => ({
  lead,
  ...Object.fromEntries(urls.map((url, at) => [`image-${at}-url`, url])),
  "image-0-width": a.width,
  "image-0-height": a.height,
  "image-0-title": a.title,
});

test("what the form does not have stays", () => expect(draftOfForm({}, base)).toEqual(base));

test("texts, lines of topics, and times of the zone", () => {
  const texts = {
    title: "New",
    topics: "Web\r\n\r\n Data ",
    zone: "Europe/Berlin",
    liveFrom: "2026-11-20T08:00",
    publishedAt: "2026-11-19T07:05:07",
  };
  expect(draftOfForm(texts, base)).toEqual({
    ...base,
    title: "New",
    topics: ["Web", "Data"],
    liveFrom: "2026-11-20T07:00:00Z",
  });
  expect(draftOfForm({ ...texts, publishedAt: "2026-11-19T07:06" }, base).publishedAt).toBe("2026-11-19T06:06:00Z");
  expect(draftOfForm({ publishedAt: "soon", zone: "Nowhere/Else" }, base).publishedAt).toBe("soon");
});

test("the chosen picture leads, and emptied ones are out", () => {
  expect(draftOfForm(pictures("1"), base).images).toEqual([b, a]);
  expect(draftOfForm(pictures("0", ["", b.url]), base).images).toEqual([b]);
});

test("the base is what the form says, or nothing", () => {
  expect(baseOfForm({ base: JSON.stringify(base) })).toEqual(base);
  for (const broken of ["", "{", '{"title":7}', "[]", "null"])
    expect(baseOfForm({ base: broken })).toEqual(EMPTY_DRAFT);
});
