/** The compatible API on a real portal's files, and beside the page that this portal served. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { topicIdsBelow } from "../topic/below";
import { importPaths } from "../transfer/import";
import { newsOrder } from "./news-order";
import { NEWS_PAGE_SIZE, newsPageAt, newsTopicsOf } from "./news-pages";
import { type NewsItem, type NewsPage, newsPage, newsTopics } from "./schemas/news";

const corpus = process.env.CORPUS_DIR;
if (!corpus) console.log("The compatible API's corpus tests are skipped: CORPUS_DIR is not set.");

type Given = Record<string, unknown>;
const LOCALE = "en-us";
const NOW = new Date("2026-11-20T12:00:00Z");

describe.skipIf(!corpus)("the compatible API says what the files say", () => {
  const { db, ...connection } = scratchDatabase();
  const folders = ["powerapps", "ai"].map((name) => join(corpus ?? "", name));
  const yamlIn = (path: string) => load(readFileSync(path, "utf8").split(/^---$/m)[1] ?? "", { schema: CORE_SCHEMA });

  const images = (given: unknown) =>
    ((given ?? []) as Given[]).map((image) => ({
      url: image.url,
      width: image.width ?? null,
      height: image.height ?? null,
      title: image.title ?? null,
      attribution: image.attribution ?? null,
      isCached: image.isCached ?? false,
    }));
  const itemOf = (name: string, file: Given) => {
    const provider = file.provider as Given;
    return {
      path: `_news/${name}`,
      title: file.title,
      excerpt: file.excerpt,
      sourceUrl: null,
      webUrl: file.webUrl ?? null,
      originalUrl: file.originalUrl ?? null,
      featuredContent: file.featuredContent ?? null,
      highlight: null,
      heat: file.heat ?? null,
      tags: null,
      images: images(file.images),
      content: "",
      type: file.type,
      ampWebUrl: file.ampWebUrl ?? null,
      cdnAmpWebUrl: file.cdnAmpWebUrl ?? null,
      publishedDateTime: file.publishedDateTime,
      updatedDateTime: file.updatedDateTime ?? null,
      provider: {
        name: provider.name,
        domain: provider.domain,
        images: images(provider.images),
        publishers: null,
        authors: null,
      },
      locale: LOCALE,
      categories: [file.category],
      topics: file.topics,
    };
  };
  const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const expected = () =>
    folders
      .flatMap((folder) =>
        readdirSync(join(folder, "_news")).map((name) => [name, yamlIn(join(folder, "_news", name)) as Given] as const),
      )
      .filter(([, file]) => file.published === true)
      .map(([name, file]) => itemOf(name, file))
      .sort(
        (a, b) => byCodePoint(String(b.publishedDateTime), String(a.publishedDateTime)) || byCodePoint(a.path, b.path),
      );

  beforeAll(async () => {
    await importPaths({ db, ...connection }, folders);
  });

  async function allPages(topicIds: string[] | null): Promise<NewsPage[]> {
    const { order } = await newsOrder(db, topicIds, NOW);
    const idsAt = async (start: number, end: number) => order.slice(start, end);
    const pages: NewsPage[] = [];
    for (let page: number | null = 1; page !== null; page = pages.at(-1)?.nextPage ?? null) {
      const found = await newsPageAt(db, { now: NOW, page, topicIds, idsAt, locale: LOCALE });
      if (!found) throw new Error(`no page ${page}`);
      pages.push(newsPage.parse(found.page));
    }
    expect(await newsPageAt(db, { now: NOW, page: pages.length + 1, topicIds, idsAt, locale: LOCALE })).toBeNull();
    return pages;
  }

  test("on every page, for every field", async () => {
    const pages = await allPages(null);
    const all = expected();
    expect(pages.flatMap(({ value }) => value)).toEqual(all);
    expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1));
    expect(pages.slice(0, -1).every(({ value }) => value.length === NEWS_PAGE_SIZE)).toBe(true);
    expect(pages.length).toBe(Math.ceil(all.length / NEWS_PAGE_SIZE));
  });

  test("for every topic, those below it included", async () => {
    const { value: topics } = newsTopics.parse(await newsTopicsOf(db));
    expect(topics.length).toBeGreaterThan(7);
    const all = expected();
    for (const { id, name } of topics) {
      const below = topics.filter(({ parent }) => parent === name).map((child) => child.name);
      const listed = (await allPages(await topicIdsBelow(db, [id]))).flatMap(({ value }) => value);
      const wanted = all.filter(({ topics: own }) => [name, ...below].some((one) => (own as string[]).includes(one)));
      expect(listed, name).toEqual(wanted);
    }
  });

  test("topics as their files have them, in the order of the files", async () => {
    const folder = join(corpus ?? "", "powerapps", "_data", "topics");
    const files = readdirSync(folder)
      .sort(byCodePoint)
      .map((name) => load(readFileSync(join(folder, name), "utf8"), { schema: CORE_SCHEMA }) as Given);
    const { value } = await newsTopicsOf(db);
    expect(value.slice(0, files.length)).toEqual(
      files.map((file) => ({
        name: file.name,
        shortname: file.shortname ?? file.name,
        id: file._id,
        ...(file.parent ? { parent: file.parent } : {}),
        services: Object.entries(file.services as Given).map(([name, endpoint]) => ({ name, endpoint })),
      })),
    );
  });

  test("the page that the portal served is the same but for when it was made", async () => {
    const served = JSON.parse(readFileSync(join(corpus ?? "", "api", "news-index.json"), "utf8")) as NewsPage;
    const [first] = await allPages(null);
    const byPath = new Map((await allPages(null)).flatMap(({ value }) => value.map((item) => [item.path, item])));
    expect(Object.keys(first ?? {}).sort()).toEqual(Object.keys(served).sort());
    const known = served.value.filter(({ path }) => byPath.has(path));
    expect(known.length).toBeGreaterThan(0);
    const order = (item: NewsItem | undefined) => JSON.stringify(item);
    for (const item of known) expect(order(byPath.get(item.path))).toBe(order(item));
  });
});
