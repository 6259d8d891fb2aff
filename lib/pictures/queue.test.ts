import { rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueue } from "@/db/outbox";
import { failedPictures, namePicture, nameProviderPicture, retryPictures } from "@/db/pictures";
import { article, picture, provider } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { nameEarlier } from "./earlier";
import { keepNext, keepPictures } from "./keep";
import { pictureKey } from "./key";
import { NotKept } from "./store";
import { MASTER } from "./take";
import { aPicture } from "./testing/files";
import { aHouse, type TestHouse } from "./testing/house";
import { type Source, sourceOf } from "./testing/server";

const { db } = scratchDatabase();
let source: Source;
let house: TestHouse;
let isDown = false;

const sometimes: RequestListener = (_, response) => response.writeHead(isDown ? 503 : 404).end();

beforeAll(async () => {
  const png = await aPicture("png");
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, number) => [`/${number}.png`, png]));
  source = await sourceOf({ ...many, "/sometimes.png": sometimes, "/page.png": Buffer.from("<html>") });
  house = await aHouse(db);
});
afterAll(async () => {
  source.close();
  await house.remove();
});
beforeEach(async () => {
  await db.execute(sql`truncate picture`);
  source.asked.length = 0;
});

const rows = () => db.select().from(picture).orderBy(picture.id);
const dueAgain = () => db.execute(sql`update picture set available_at = now() where available_at < 'infinity'`);

test("a change names the first picture of its articles and their providers' chosen logos, each once", async () => {
  const images = [{ url: "https://a.example/Grüße 1.png" }, { url: "https://a.example/second.png" }];
  const ids = [
    await anArticle(db, { images }),
    await anArticle(db, { images }),
    await anArticle(db, { images: [{ url: "/sample/images/path.svg" }], domain: "b.example" }),
    await anArticle(db, { domain: "b.example" }),
  ];
  await db
    .update(provider)
    .set({ images: [{ url: "https://b.example/other.png" }, { url: "https://b.example/logo.png", logo: true }] })
    .where(eq(provider.domain, "b.example"));
  await enqueue(db, ids);
  await enqueue(db, ids);
  const named = await rows();
  expect(named.map(({ url }) => url).sort()).toEqual(["https://a.example/Grüße 1.png", "https://b.example/logo.png"]);
  for (const { key, url, state } of named) expect([key, state]).toEqual([pictureKey(url), "waiting"]);
});

test("a provider's new logo is named with the change", async () => {
  await anArticle(db, { domain: "c.example" });
  const [row] = await db
    .update(provider)
    .set({ images: [{ url: "https://c.example/logo.png", logo: true }] })
    .where(eq(provider.domain, "c.example"))
    .returning();
  await nameProviderPicture(db, row?.id ?? 0);
  expect((await rows()).map(({ url }) => url)).toEqual(["https://c.example/logo.png"]);
});

test("pictures of articles that were there before are named once", async () => {
  await db.delete(article);
  const late = await anArticle(db, { images: [{ url: "https://a.example/early.png" }] });
  while (!(await nameEarlier(db)));
  expect(await rows()).toHaveLength(1);
  await db.execute(sql`truncate picture`);
  expect(await nameEarlier(db)).toBe(true);
  expect(await rows()).toHaveLength(0);
  await db.delete(article).where(eq(article.id, late));
});

test("what waits is fetched, once, and what it is like is noted", async () => {
  await namePicture(db, `${source.base}/0.png`);
  expect(await keepNext(house)).toBe(true);
  expect(await keepNext(house)).toBe(false);
  const [row] = await rows();
  expect(row).toMatchObject({ state: "ready", width: 400, height: 300, attempts: 1, error: null });
  expect(row?.color).toMatch(/^#[0-9a-f]{6}$/);
  expect(row?.bytes).toBeGreaterThan(1_000);
  expect((await house.store.read(row?.key ?? "", MASTER))?.toString("latin1", 8, 12)).toBe("WEBP");
  expect(source.asked).toEqual(["/0.png"]);
});

test("several workers fetch each picture once", async () => {
  for (let number = 0; number < 12; number++) await namePicture(db, `${source.base}/${number}.png`);
  const other = await aHouse(db);
  const drain = async (one: TestHouse) => {
    while (await keepNext(one));
  };
  await Promise.all([drain(house), drain(other)]);
  expect((await rows()).map(({ state }) => state)).toEqual(Array(12).fill("ready"));
  expect(source.asked).toHaveLength(12);
  await other.remove();
});

test("a server that is down is asked again later and later, then given up, until somebody wants it again", async () => {
  isDown = true;
  await namePicture(db, `${source.base}/sometimes.png`);
  let before = 0;
  for (let attempt = 1; attempt <= 4; attempt++) {
    await keepNext(house);
    expect(await keepNext(house)).toBe(false);
    const [row] = await rows();
    expect(row).toMatchObject({ state: "waiting", attempts: attempt, error: "Its server answered 503." });
    const waitMs = (row?.availableAt.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(before);
    before = waitMs;
    await dueAgain();
  }
  await keepNext(house);
  await dueAgain();
  expect(await keepNext(house)).toBe(false);
  const { failed, total, waiting } = await failedPictures(db, 10);
  expect(failed).toMatchObject([
    { url: `${source.base}/sometimes.png`, error: "Its server answered 503.", attempts: 5 },
  ]);
  expect({ total, waiting }).toEqual({ total: 1, waiting: 0 });
  expect(await retryPictures(db, failed[0]?.id ?? 0)).toBe(1);
  expect(await keepNext(house)).toBe(true);
  expect(source.asked).toHaveLength(6);
});

test("what is no picture, or is inside, is given up at once, and all can be tried again", async () => {
  isDown = false;
  for (const path of ["/page.png", "/sometimes.png"]) await namePicture(db, source.base + path);
  const image = { url: `${source.base}/page.png` };
  const id = await anArticle(db, { title: "Shows it", publishedAt: new Date(), images: [image] });
  await namePicture(db, "http://169.254.169.254/a.png");
  while (await keepNext(house));
  const { failed } = await failedPictures(db, 10);
  expect(failed.map(({ url, article }) => article && [url, article])).toContainEqual([
    image.url,
    { id, title: "Shows it" },
  ]);
  expect(failed.map(({ error }) => error).sort()).toEqual([
    "It is no PNG, JPEG, GIF, WebP or AVIF picture.",
    "Its server answered 404.",
    "That address is not one of the public internet.",
  ]);
  expect(await retryPictures(db, null)).toBe(3);
  expect((await failedPictures(db, 10)).waiting).toBe(3);
});

test("one that ends whoever reads it is given up", async () => {
  await namePicture(db, `${source.base}/0.png`);
  await db.execute(sql`update picture set attempts = 5`);
  await keepNext(house);
  expect((await rows())[0]).toMatchObject({ state: "failed", error: "It could not be read." });
  expect(source.asked).toEqual([]);
});

test("a disk that takes nothing costs no picture its tries", async () => {
  await namePicture(db, `${source.base}/0.png`);
  // A file is where the folder should be.
  const blocked = await aHouse(db, { dir: join(house.dir, "full") });
  await writeFile(blocked.dir, "");
  for (let time = 0; time < 7; time++) {
    await expect(keepNext(blocked)).rejects.toThrow(NotKept);
    expect(await keepNext(blocked)).toBe(false);
    await dueAgain();
  }
  expect((await rows())[0]).toMatchObject({ state: "waiting", attempts: 0, error: null });
  await rm(blocked.dir);
  await keepNext(blocked);
  expect((await rows())[0]).toMatchObject({ state: "ready", type: "image/png" });
});

test("new pictures are not hidden by older ones that are tried again", async () => {
  const small = await aHouse(db, { maxBytes: 2_000 });
  await small.store.write("0".repeat(32), "a", Buffer.alloc(1_700));
  for (let number = 1; number < 8; number++) await namePicture(db, `${source.base}/${number}.png`);
  await db.execute(sql`update picture set attempts = 1, created_at = now() - interval '2 hours'`);
  await namePicture(db, `${source.base}/0.png`);
  await db.execute(sql`update picture set available_at = now() - interval '1 minute' where attempts = 0`);
  expect(await keepNext(small)).toBe(true);
  expect(source.asked).toEqual(["/0.png"]);
  await small.remove();
});

test("where there is little room left only new pictures are fetched unasked", async () => {
  const small = await aHouse(db, { maxBytes: 2_000 });
  await small.store.write("0".repeat(32), "a", Buffer.alloc(1_700));
  await namePicture(db, `${source.base}/0.png`);
  await db.execute(sql`update picture set created_at = now() - interval '2 hours'`);
  expect(await keepNext(small)).toBe(false);
  await namePicture(db, `${source.base}/1.png`);
  expect(await keepNext(small)).toBe(true);
  expect(source.asked).toEqual(["/1.png"]);
  await small.remove();
});

test("the worker's loop takes up what is named while it runs, and stops", async () => {
  const keeping = keepPictures(house);
  await namePicture(db, `${source.base}/3.png`);
  await expect.poll(async () => (await rows())[0]?.state, { timeout: 8_000 }).toBe("ready");
  await keeping.stop();
  await namePicture(db, `${source.base}/4.png`);
  expect(source.asked).toEqual(["/3.png"]);
});
