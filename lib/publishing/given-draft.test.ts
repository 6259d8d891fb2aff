import { expect, test } from "vitest";
import { EMPTY_DRAFT } from "./draft";
import { draftChanges, newDraft } from "./given-draft";

const draft = {
  ...EMPTY_DRAFT,
  title: "Title",
  originalUrl: "https://tailwater.example/1",
  provider: "tailwater.example",
  topics: ["Databases"],
  publishedAt: "2026-11-19T06:40:00Z",
};
const { slug: _, correction: __, ...whole } = draft;

test.each(["a\0b", "a\ud800b"])("texts with %j are refused at their fields", (text) => {
  expect(newDraft.safeParse(whole).success).toBe(true);
  const image = { url: "https://tailwater.example/a.png", width: "", height: "", title: text };
  const given = {
    title: text,
    excerpt: text,
    originalUrl: `https://tailwater.example/${text}`,
    provider: text,
    providerName: text,
    type: text,
    category: text,
    topics: [text],
    images: [image],
    correction: text,
  };
  const { error } = draftChanges.safeParse(given);
  const fields = new Set(error?.issues.map(({ path }) => path[0]));
  expect([...fields].sort()).toEqual(Object.keys(given).sort());
  expect(error?.issues.find(({ path }) => path[0] === "title")?.message).toMatch(/^contains /);
});
