import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ListedArticle } from "@/db/admin-articles";
import { ArticleRow } from "./article-row";
import { EditForm } from "./edit-form";

const place = { locale: "en", timeZone: "UTC" };
const now = new Date("2026-11-20T12:00:00Z");
const article: ListedArticle & { version: number; inStory: boolean } = {
  id: 1,
  slug: "2026-11-20-a",
  state: "published",
  title: "A",
  provider: "P",
  publishedAt: now,
  quality: null,
  heat: null,
  heatGiven: null,
  isCoverage: false,
  withdrawn: false,
  liveFrom: null,
  liveUntil: null,
  version: 1,
  inStory: false,
};

test.each([
  [{}, "computed, none", "none"],
  [{ quality: 80, heat: 80 }, "computed, 80°", "80°"],
  [{ heat: -1, isCoverage: true }, "computed, coverage has none", "none"],
  [{ quality: -5, heat: -5 }, "computed, -5°", "-5°"],
  [{ heat: -5, heatGiven: -5, isCoverage: true }, "set by hand", "-5°"],
])("the heat of %j reads %j", (given, inForm, inList) => {
  const shown = { ...article, ...given };
  const form = renderToStaticMarkup(<EditForm article={shown} minimum={50} place={place} save={async () => null} />);
  expect(form).toContain(`<span class="aside">${inForm}</span>`);
  const row = renderToStaticMarkup(<ArticleRow article={shown} now={now} place={place} />);
  expect(row).toContain(`<span class="of">Heat </span>${inList}<`);
});
