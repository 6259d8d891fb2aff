/** What an item shows in a reader: the excerpt, where to read the article, and who else reports on the event. HTML. */
import { escapeAttribute, escapeText } from "entities";
import { untracked } from "../article/untracked";
import type { Coverage } from "../reading/types";
import { urls } from "../urls";
import type { Listed } from "./item";

/** More are counted, not listed: the article's page has them all. */
const MAX_LISTED = 20;

export function contentOf(article: Listed, siteUrl: string): string {
  const { excerpt, link, provider, coverage, correction } = article;
  const page = siteUrl + urls.article(article.slug);
  return [
    excerpt && `<p>${escapeText(excerpt)}</p>`,
    `<p>${anchor(link, `Read it at ${provider.name}`)}</p>`,
    correction && `<p><strong>Correction:</strong> ${escapeText(correction)}</p>`,
    coverage.length > 0 && `<p>Also reported by:</p>\n${coverageList(coverage, siteUrl, page)}`,
  ]
    .filter(Boolean)
    .join("\n");
}

function coverageList(coverage: Coverage[], siteUrl: string, page: string): string {
  const entries = coverage
    .slice(0, MAX_LISTED)
    .map(
      ({ slug, link, title, provider }) =>
        `<li>${escapeText(provider.name)}: ${anchor(slug === null ? link : siteUrl + urls.article(slug), title)}</li>`,
    );
  const more = coverage.length - entries.length;
  if (more > 0) entries.push(`<li>${anchor(page, `and ${more} more`)}</li>`);
  return `<ul>\n${entries.join("\n")}\n</ul>`;
}

/** Only the web: whoever wrote the address, a reader must not run it. And it says nothing of who follows it. */
const anchor = (address: string, text: string) =>
  /^https?:\/\//i.test(address)
    ? `<a href="${escapeAttribute(untracked(address))}">${escapeText(text)}</a>`
    : escapeText(text);
