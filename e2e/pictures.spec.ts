/** Pictures: readers' browsers ask the portal for them and nobody else. */
import { expect, type Page, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { namePicture, notePictureFailure, notePictureReady } from "../db/pictures";
import { anArticle } from "../db/testing/seed";
import { parseSettings } from "../lib/env";
import { masterOf } from "../lib/pictures/draw";
import { pictureHouse } from "../lib/pictures/house";
import { pictureKey } from "../lib/pictures/key";
import { MASTER } from "../lib/pictures/take";
import { aPicture } from "../lib/pictures/testing/files";
import { change, expectAccessible, type Made, takenBack } from "./newsroom-desk";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const FROM = "https://pictures.numbat.example";
const WORD = "numbatography";
const KINDS = ["ready", "waiting", "failed"] as const;
type Kind = (typeof KINDS)[number];
const urlOf = (kind: Kind) => `${FROM}/${kind}.jpg`;
const keyOf = (kind: Kind) => pictureKey(urlOf(kind)) as string;

let made: Made[] = [];
let video: Made;

/** Articles of which one picture is there, one is awaited, and one was given up, and a video. */
test.beforeAll(async () => {
  await withDatabase(async (db) => {
    const master = await masterOf(await aPicture("jpeg", { width: 1400, height: 800 }));
    await pictureHouse(db, parseSettings({ DATA_DIR: process.env.E2E_DATA_DIR })).store.write(
      keyOf("ready"),
      MASTER,
      master.bytes,
    );
    for (const kind of KINDS) await namePicture(db, urlOf(kind));
    const ids = new Map(
      (await db.execute<{ id: number; url: string }>(sql`select id::float8 as id, url from picture`)).map((row) => [
        row.url,
        row.id,
      ]),
    );
    const id = (kind: Kind) => ids.get(urlOf(kind)) ?? 0;
    await notePictureReady(db, id("ready"), { ...master, bytes: 1 });
    // Nobody is to try: whether there is a network is not what is tested.
    await notePictureFailure(db, id("waiting"), { error: "It is down.", retryInMs: 3_600_000 });
    await notePictureFailure(db, id("failed"), { error: "Its server answered 404.", retryInMs: null });
    const titled = async (title: string, more: object = {}) => {
      const slug = `${new Date().toISOString().slice(0, 10)}-${title.toLowerCase().replace(/\W+/g, "-")}`;
      const before = await db.execute<{ id: number }>(sql`select id::float8 as id from article where slug = ${slug}`);
      const given = { slug, title, domain: "numbat-times.example", state: "queued" as const, quality: 85, heat: 85 };
      const made =
        before[0]?.id ?? (await anArticle(db, { ...given, topics: ["Databases"], publishedAt: new Date(), ...more }));
      return { id: made, slug, title };
    };
    made = [];
    for (const kind of KINDS) {
      made.push(await titled(`A ${WORD} ${kind}`, { images: [{ url: urlOf(kind), width: 1400, height: 800 }] }));
    }
    video = await titled(`A ${WORD} film`, {
      type: "video",
      webUrl: "https://www.youtube.com/watch?v=abcdefghijk",
      originalUrl: "https://www.youtube.com/watch?v=abcdefghijk",
      images: [{ url: urlOf("ready") }],
    });
    await change(db, [...made, video], { state: "published", quality: 85 });
  });
});
test.afterAll(() => takenBack([...made, video]));

/** What pages ask that is not the portal's. */
function elsewhere(page: Page, baseURL: string | undefined): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${baseURL}/`) && !url.startsWith("data:")) asked.push(url);
  });
  return asked;
}

test("no page asks another server for anything", async ({ page, baseURL }) => {
  const asked = elsewhere(page, baseURL);
  const pages = ["/", "/latest", "/topic/databases", "/provider/numbat-times.example", "/providers"];
  const articles = [...made, video].map(({ slug }) => `/news/${slug}`);
  for (const path of [...pages, ...articles, `/search?q=${WORD}`]) {
    await page.goto(path, { waitUntil: "load" });
    // What is below the fold is loaded when it comes near.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState("networkidle");
    const named = await page
      .locator("img[src], source[srcset], iframe[src], link[href][rel~=preload], link[href][rel~=icon], script[src]")
      .evaluateAll((all) =>
        all.flatMap((element) =>
          ["src", "srcset", "href"].flatMap(
            (name) => element.getAttribute(name)?.match(/(?:https?:)?\/\/[^\s,]+/g) ?? [],
          ),
        ),
      );
    expect(named, path).toEqual([]);
  }
  expect(asked).toEqual([]);
});

test("a picture that is there comes small, in its place from the start, over its colour", async ({ page }) => {
  const [ready] = made;
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`/news/${ready?.slug}`);
  const image = page.locator("main figure picture img");
  await expect
    .poll(() => image.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth))
    .toBeGreaterThan(300);
  const { src, width, height } = await image.evaluate((img: HTMLImageElement) => ({
    src: img.currentSrc,
    width: img.width / img.height,
    height: img.getAttribute("height"),
  }));
  expect(src).toMatch(new RegExp(`/images/${keyOf("ready")}/\\d+\\.avif$`));
  expect(width).toBeGreaterThan(1.5);
  expect(height).toBe("800");
  await expect(page.locator("main figure svg rect")).toHaveAttribute("fill", /^#[0-9a-f]{6}$/);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

test("what is awaited or given up has the drawing in its place", async ({ page, request }) => {
  const [, waiting, failed] = made;
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  for (const { slug } of [waiting, failed].flatMap((one) => one ?? [])) {
    await page.goto(`/news/${slug}`);
    const drawing = page.locator("main figure img.drawn");
    await expect(drawing).toBeVisible();
    expect(await drawing.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  }
  await expect(page.locator("main figure picture")).toHaveCount(0);
  for (const kind of ["waiting", "failed"] as const) {
    const answer = await request.get(`/images/${keyOf(kind)}/640.webp`);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["cache-control"]).toBe("public, max-age=10");
    expect((await answer.body()).length).toBeLessThan(50);
  }
  expect(errors).toEqual([]);
});

test("pictures are served for good, and nothing but pictures that the news names", async ({ request }) => {
  const answer = await request.get(`/images/${keyOf("ready")}/640.webp`);
  expect(answer.headers()).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  for (const path of [
    `/images/${pictureKey("https://other.example/a.png")}/640.webp`,
    `/images/${keyOf("ready")}/641.webp`,
    `/images/${keyOf("ready")}/640.png`,
    `/images/${keyOf("ready")}/master.webp`,
    "/images/..%2f..%2fnextauth-secret/640.webp",
    `/images/${encodeURIComponent("https://pictures.numbat.example/ready.jpg")}/640.webp`,
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  expect((await request.get(`/admin/picture?url=${FROM}/new.png`, { maxRedirects: 0 })).status()).toBe(307);
});

test("a video loads from its provider only after a click", async ({ page, baseURL }) => {
  await page.route(/youtube/, (route) => route.abort());
  const asked = elsewhere(page, baseURL);
  await page.goto(`/news/${video.slug}`, { waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  await page.getByRole("link", { name: /^Watch loads from YouTube/ }).click();
  await expect.poll(() => asked[0]).toMatch(/^https:\/\/www\.youtube-nocookie\.com\/embed\/abcdefghijk/);
});

test("editors see which pictures did not come, and try again", async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/overview");
  const panel = page.getByRole("region", { name: /^Pictures that did not come/ });
  const row = panel.getByRole("listitem").filter({ hasText: urlOf("failed") });
  await expect(row).toContainText("Its server answered 404.");
  await expect(row.getByRole("link", { name: `A ${WORD} failed` })).toBeVisible();
  await expectAccessible(page);
  await row.getByRole("button", { name: /^Try again.*failed\.jpg$/ }).click();
  await expect(row).toHaveCount(0);
  // It is named by nobody else, so the worker may have given it up again by now.
  await withDatabase((db) =>
    db.execute(sql`
    update picture set state = 'failed', attempts = 1, error = 'Its server answered 404.', fetched_at = now(),
           available_at = 'infinity' where url = ${urlOf("failed")}`),
  );
});

test("cards are drawn for articles, topics, providers, searches and the site", async ({ request }) => {
  const cards = [
    `/card/news/${made[0]?.slug}.png`,
    "/card/topic/databases.png",
    "/card/provider/numbat-times.example.png",
    "/card/search.png?q=merrow+%26+%3Cb%3E",
    "/card/site.png",
  ];
  for (const path of cards) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    const bytes = await answer.body();
    expect([bytes.toString("latin1", 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([
      "PNG",
      1200,
      630,
    ]);
  }
  for (const path of ["/card/news/nothing.png", "/card/topic/nothing.png", `/card/news/${made[0]?.slug}.jpg`]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});
