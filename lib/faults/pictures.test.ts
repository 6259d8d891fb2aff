/** Pictures have nowhere to be kept, or their fetching ends halfway: they wait, and come when there is room. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { namePicture } from "@/db/pictures";
import { picture } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import { keepNext } from "../pictures/keep";
import { NotKept } from "../pictures/store";
import { aPicture } from "../pictures/testing/files";
import { aHouse } from "../pictures/testing/house";
import { type Source, sourceOf } from "../pictures/testing/server";
import { smallDisk } from "./testing/small-disk";
import { note } from "./testing/table";

const { db, url } = scratchDatabase();
let source: Source;
let isHanging: boolean;
let dir: string;

beforeEach(async () => {
  await db.execute(sql`truncate picture`);
  dir = await mkdtemp(join(tmpdir(), "gazette-fault-pictures-"));
  const png = await aPicture("png");
  isHanging = false;
  source = await sourceOf({
    "/a.png": (_, response) => {
      if (!isHanging) response.writeHead(200, { "content-type": "image/png" }).end(png);
    },
  });
  await namePicture(db, `${source.base}/a.png`);
});
afterEach(async () => {
  source.close();
  await rm(dir, { recursive: true, force: true });
});

const stateNow = async () => (await db.select().from(picture))[0]?.state;
/** As if the minute had passed after which it is tried again. */
const passTime = () => db.execute(sql`update picture set available_at = now() where available_at < 'infinity'`);

async function comesNow(folder: string): Promise<number> {
  const at = performance.now();
  await passTime();
  await keepNext(await aHouse(db, { dir: folder }));
  expect(await stateNow()).toBe("ready");
  return (performance.now() - at) / 1_000;
}

test("the folder of pictures cannot be written", async (context) => {
  const folder = join(dir, "pictures");
  await writeFile(folder, "a file where a folder is needed");
  await expect(keepNext(await aHouse(db, { dir: folder }))).rejects.toThrow(NotKept);
  expect(await stateNow()).toBe("waiting");
  await rm(folder);
  note(context, {
    readers: "pages without it",
    writes: "the picture waits, then comes",
    recoveryS: await comesNow(folder),
  });
});

const disk = smallDisk("64k");
if ("why" in disk) console.log(`Skipped: a full disk of pictures (${disk.why}).`);

test.skipIf("why" in disk)("the disk of pictures is full", async (context) => {
  if ("why" in disk) return;
  const folder = await disk.mount();
  try {
    await disk.fill();
    await expect(keepNext(await aHouse(db, { dir: join(folder, "pictures") }))).rejects.toThrow(/ENOSPC/);
    expect(await stateNow()).toBe("waiting");
    await disk.empty();
    const recoveryS = await comesNow(join(folder, "pictures"));
    note(context, { readers: "pages without it", writes: "the picture waits, then comes", recoveryS });
  } finally {
    await disk.unmount();
  }
});

/** What the worker does for pictures, as a process of its own. */
const PROGRAM = `Promise.all([import("./db/client.ts"), import("./lib/pictures/keep.ts"), import("./lib/pictures/testing/house.ts")])
  .then(async ([{ connect }, { keepPictures }, { aHouse }]) => {
    keepPictures(await aHouse(connect(process.argv[1], { max: 2 }).db, { dir: process.argv[2] }));
  })`;

test("the worker is killed while it fetches a picture", async (context) => {
  isHanging = true;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", PROGRAM, url, dir], {
    cwd: PROJECT_ROOT,
    stdio: "ignore",
  });
  const exit = once(child, "exit");
  await vi.waitFor(() => expect(source.asked).toEqual(["/a.png"]), { timeout: 20_000 });
  child.kill("SIGKILL");
  await exit;
  expect(await stateNow()).toBe("waiting");
  isHanging = false;
  note(context, {
    readers: "pages without it",
    writes: "the picture waits, then comes",
    recoveryS: await comesNow(dir),
  });
});
