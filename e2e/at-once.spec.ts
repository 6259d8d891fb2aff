/** A change shows at the very next request, however many people read meanwhile. */
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { ANNOUNCE_CHANNEL, EVERYTHING } from "../db/announce";
import { importArticle } from "./command";
import { databaseUrl } from "./database-url";
import { signIn } from "./sign-in";

const READERS = 6;
const ROUNDS = 6;

test.use({ javaScriptEnabled: false });

test("an editor's change is on every page at the next request while many read", async ({ page, baseURL }) => {
  test.slow();
  const title = "A pangolin unrolls in full view";
  const slug = await importArticle({ title, quality: 140 });
  const lists = ["/", "/latest", "/topic/databases", "/provider/example.com", "/rss.xml"];
  const read = async (path: string) => {
    const response = await fetch(`${baseURL}${path}`);
    return { status: response.status, shows: (await response.text()).includes(`/news/${slug}`) };
  };
  await signIn(page);
  await page.goto(`/admin/articles?q=pangolin`);
  await page.getByRole("link", { name: title }).click();

  let reading = true;
  const readers = Array.from({ length: READERS }, async () => {
    while (reading) for (const path of [...lists, `/news/${slug}`]) await read(path);
  });
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const published = round % 2 === 1;
      await page.getByRole("button", { name: published ? "Publish" : "Unpublish", exact: true }).click();
      const shown = await Promise.all(lists.map(read));
      expect(shown.map(({ shows }) => shows)).toEqual(lists.map(() => published));
      expect((await read(`/news/${slug}`)).status).toBe(published ? 200 : 410);
    }
  } finally {
    reading = false;
    await Promise.all(readers);
  }
});

test("a page whose making began before a change answers nobody who asks after it", async ({ baseURL }) => {
  const sql = postgres(await databaseUrl(), { onnotice: () => {} });
  const page = () => fetch(`${baseURL}/providers`).then((response) => response.text());
  const file = (await page()).match(/\/_next\/static\/[^"]+\.css/)?.[0];
  // Files of the build are never held back: when a few have been answered, what came before them has been heard.
  const settle = async () => {
    for (let times = 0; times < 5; times++) await (await fetch(`${baseURL}${file}`)).text();
  };
  const announceAll = () => sql.notify(ANNOUNCE_CHANNEL, JSON.stringify([EVERYTHING]));
  const [provider] = await sql`select id, name from provider where domain = 'northbridge.example'`;
  const renamed = "Northbridge, renamed meanwhile";
  const lock = await sql.reserve();
  try {
    await announceAll();
    // The page's frame is read after its content: it waits for the lock with what was read before the change.
    await lock`begin`;
    await lock`lock table topic in access exclusive mode`;
    await settle();
    const before = page();
    await expect
      .poll(async () => (await sql`select 1 from pg_locks where relation = 'topic'::regclass and not granted`).length)
      .toBeGreaterThan(0);
    await settle();
    await sql`update provider set name = ${renamed} where id = ${provider?.id}`;
    await announceAll();
    await settle();
    const after = page();
    await settle();
    await lock`commit`;
    await before;
    expect((await after).includes(renamed)).toBe(true);
  } finally {
    lock.release();
    await sql`update provider set name = ${provider?.name} where id = ${provider?.id}`;
    await announceAll();
    await sql.end();
  }
});
