import { rm } from "node:fs/promises";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { namePicture } from "@/db/pictures";
import { picture } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { log } from "../log/log";
import { gate } from "./gate";
import { keepNext } from "./keep";
import { pictureKey } from "./key";
import { servedPictures } from "./serve";
import { NotKept } from "./store";
import { aPicture } from "./testing/files";
import { aHouse, type TestHouse } from "./testing/house";
import { type Source, sourceOf } from "./testing/server";

const { db } = scratchDatabase();
let source: Source;
let house: TestHouse;
let isGone = false;
let running = 0;
let most = 0;

beforeAll(async () => {
  const png = await aPicture("png", { width: 800, height: 600 });
  const slow = Object.fromEntries(
    Array.from({ length: 8 }, (_, number) => [
      `/slow-${number}.png`,
      (_: unknown, response: import("node:http").ServerResponse) => {
        most = Math.max(most, ++running);
        setImmediate(() => {
          running -= 1;
          response.end(png);
        });
      },
    ]),
  );
  source = await sourceOf({
    "/a.png": (_, response) => (isGone ? response.writeHead(404).end() : response.end(png)),
    "/page.png": Buffer.from("<html>"),
    ...slow,
  });
});
afterAll(() => source.close());
beforeEach(async () => {
  await db.execute(sql`truncate picture`);
  source.asked.length = 0;
  isGone = false;
  await house?.remove();
  house = await aHouse(db);
});

const serving = (at = house, atOnce = 3) => servedPictures(at, gate({ atOnce, waiting: 50 }));
const keyOf = (path: string) => pictureKey(source.base + path) as string;
const named = async (path: string) => {
  await namePicture(db, source.base + path);
  return keyOf(path);
};

test("a picture is fetched when a page asks before the worker was there, and drawn in the width and type", async () => {
  const key = await named("/a.png");
  const pictures = serving();
  for (const [width, format, seen] of [
    [320, "webp", "webp"],
    [160, "avif", "heif"],
  ] as const) {
    const { width: wide, format: type } = await sharp((await pictures({ key, width, format })) ?? undefined).metadata();
    expect([wide, type]).toEqual([width, seen]);
  }
  // Never wider than it is.
  const wide = await pictures({ key, width: 1280, format: "webp" });
  expect((await sharp(wide as Buffer).metadata()).width).toBe(800);
  expect(source.asked).toEqual(["/a.png"]);
  expect((await db.select().from(picture))[0]).toMatchObject({ state: "ready", width: 800, height: 600 });
});

test("many that ask at once let it be fetched once, and few different ones at a time", async () => {
  const key = await named("/a.png");
  const pictures = serving(house, 2);
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, number) =>
      pictures({ key, width: number % 2 ? 320 : 640, format: number % 3 ? "avif" : "webp" }),
    ),
  );
  expect(answers.every((bytes) => bytes !== null)).toBe(true);
  expect(source.asked).toEqual(["/a.png"]);
  const keys = await Promise.all(Array.from({ length: 8 }, (_, number) => named(`/slow-${number}.png`)));
  await Promise.all(keys.map((one) => pictures({ key: one, width: 160, format: "webp" })));
  expect(source.asked).toHaveLength(9);
  expect(most).toBeLessThanOrEqual(2);
});

test("what nobody names is not fetched, nor what was given up", async () => {
  const pictures = serving();
  expect(await pictures({ key: keyOf("/a.png"), width: 320, format: "webp" })).toBeNull();
  const key = await named("/page.png");
  expect(await pictures({ key, width: 320, format: "webp" })).toBeNull();
  expect(await pictures({ key, width: 640, format: "webp" })).toBeNull();
  expect(source.asked).toEqual(["/page.png"]);
});

test("one that rests until its next try is not fetched by whoever asks", async () => {
  const key = await named("/a.png");
  await db.execute(
    sql`update picture set attempts = 1, error = 'It was down.', available_at = now() + interval '1 hour'`,
  );
  expect(await serving()({ key, width: 320, format: "webp" })).toBeNull();
  expect(source.asked).toEqual([]);
});

test("on a full disk what is there is drawn all the same, and nothing is fetched again and again", async () => {
  const said = vi.spyOn(log(), "error").mockImplementation(() => {});
  const key = await named("/a.png");
  const full = await aHouse(db, { dir: house.dir });
  full.store = { ...full.store, write: () => Promise.reject(new NotKept("no space left on device")) };
  const pictures = serving(full);
  expect(await pictures({ key, width: 320, format: "webp" })).toBeNull();
  expect(await pictures({ key, width: 320, format: "webp" })).toBeNull();
  expect(source.asked).toEqual(["/a.png"]);
  expect(said).toHaveBeenCalledExactlyOnceWith(
    { err: expect.any(Error) },
    "Pictures can't be kept: no space left on device",
  );
  said.mockRestore();
  await db.execute(sql`update picture set available_at = now()`);
  await keepNext(house);
  expect(await pictures({ key, width: 320, format: "webp" })).not.toBeNull();
});

test("processes with a folder each fetch it each, those that share one do not", async () => {
  const key = await named("/a.png");
  await keepNext(house);
  const sharing = await aHouse(db, { dir: house.dir });
  const apart = await aHouse(db);
  const [shared, own] = await Promise.all(
    [sharing, apart].map((one) => serving(one)({ key, width: 320, format: "webp" })),
  );
  expect(shared).not.toBeNull();
  expect(own?.equals(shared as Buffer)).toBe(true);
  expect(source.asked).toEqual(["/a.png", "/a.png"]);
  await apart.remove();
});

test("while another process fetches it, whoever asks waits for it", async () => {
  const key = await named("/a.png");
  await db.execute(sql`update picture set attempts = 1, available_at = now() + interval '1 minute'`);
  const answer = serving()({ key, width: 320, format: "webp" });
  await db.execute(sql`update picture set state = 'ready'`);
  expect(await answer).not.toBeNull();
});

test("what had to make room is fetched again, and not again and again where it is gone", async () => {
  const key = await named("/a.png");
  const pictures = serving();
  expect(await pictures({ key, width: 320, format: "webp" })).not.toBeNull();
  await rm(house.dir, { recursive: true });
  expect(await pictures({ key, width: 320, format: "webp" })).not.toBeNull();
  await rm(house.dir, { recursive: true });
  isGone = true;
  expect(await pictures({ key, width: 320, format: "webp" })).toBeNull();
  expect(await pictures({ key, width: 640, format: "webp" })).toBeNull();
  expect(source.asked).toHaveLength(3);
});
