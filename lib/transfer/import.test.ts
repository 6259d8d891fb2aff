import { mkdirSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { ANNOUNCE_CHANNEL } from "@/db/announce";
import { scratchDatabase } from "@/db/testing/scratch";
import { type ImportOptions, importPaths } from "./import";
import { summary } from "./report";
import { articleText, fileText, relatedText, testFolder, url } from "./testing/files";

const connection = scratchDatabase();
const { db } = connection;
const folder = testFolder();
const NOW = new Date("2026-11-20T12:00:00Z");

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, audit_event, outbox restart identity cascade`);
  for (const name of readdirSync(folder.root)) folder.remove(name);
  mkdirSync(folder.path("_news"));
});

async function importAll(path = folder.root, options: ImportOptions = {}) {
  const refused: Record<string, string> = {};
  const report = await importPaths(connection, [path], {
    now: NOW,
    onRefusal: (file, reason) => Object.assign(refused, { [file.slice(folder.root.length + 1)]: reason }),
    ...options,
  });
  return { ...report.articles, refused };
}
const write = (slug: string, fields: Record<string, string | null> = {}, body = "") =>
  folder.write(`_news/${slug}.md`, articleText({ webUrl: `"${url(slug)}"`, ...fields }, body));

type Row = { id: number; slug: string | null; heat: number | null; [column: string]: unknown };
const rows = () =>
  db.execute<Row>(
    sql`select *, id::int as id, story_id::int as story_id from article order by article.web_url, article.id`,
  );
const bySlug = async () => Object.fromEntries((await rows()).map((row) => [row.slug ?? row.web_url, row]));
const count = async (table: string) =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`))[0]?.n;
/** Cache tags that were announced meanwhile. */
async function announced(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  const subscription = await connection.sql.listen(ANNOUNCE_CHANNEL, (payload) => heard.push(payload));
  await work();
  // Notifications arrive in order.
  await connection.sql.notify(ANNOUNCE_CHANNEL, "[]");
  await expect.poll(() => heard.at(-1)).toBe("[]");
  await subscription.unlisten();
  return heard.flatMap((payload) => JSON.parse(payload));
}
const untilSomeoneWaits = () =>
  expect
    .poll(async () => {
      const rows = await connection.sql`select 1 from pg_locks where not granted and locktype = 'transactionid'
        and pid in (select pid from pg_stat_activity where datname = current_database())`;
      return rows.length;
    })
    .toBeGreaterThan(0);
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      [
        "article",
        "article_file",
        "article_topic",
        "article_search",
        "story",
        "provider",
        "topic",
        "slug_redirect",
        "audit_event",
        "outbox",
      ].map((table) => db.execute(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t order by 1::text`)),
    ),
  );

test("says how many articles have a date in the future, and takes them", async () => {
  write("now", { publishedDateTime: NOW.toISOString() });
  for (const slug of ["a", "b", "c", "d"]) write(slug, { publishedDateTime: "2027-11-20T12:00:01Z" });
  write("e", { publishedDateTime: "2027-11-20T12:00:01Z", title: null });
  const report = await importPaths(connection, [folder.root], { now: NOW });
  const [first, future, ...rest] = summary(report);
  expect(first).toMatch(/^imported 5 articles: 5 new, .* 1 refused/);
  const [said, named] = future?.split(": ") ?? [];
  expect(said).toBe("4 articles have dates in the future, and stand above all others until then");
  const [path, ...others] = named?.split(", ") ?? [];
  expect(path).toMatch(/_news\/[a-d]\.md$/);
  expect([others.length, others.at(-1)]).toEqual([3, "…"]);
  expect(rest).toEqual([]);
  // What is not news is not repeated.
  expect(summary(await importPaths(connection, [folder.root], { now: NOW }))).toHaveLength(1);
});

test("importing twice changes nothing", async () => {
  write("a", { quality: "80", heat: "90", published: "true", topics: "[AI]", related: relatedText("x") });
  write("b");
  folder.write("_data/topics/0-ai.yaml", "taxonomy: topic\nname: AI\n");
  folder.write("_data/organizations/a.example.md", fileText("taxonomy: organization\nname: The A\ndomain: a.example"));
  expect(await importAll()).toMatchObject({ new: 2, refused: {} });
  const before = await everything();
  expect(await importAll()).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  expect(await everything()).toBe(before);
});

test("a dry run says what would happen, and changes nothing", async () => {
  write("a", { related: relatedText("x") });
  const before = await everything();
  expect(await importAll(folder.root, { dryRun: true })).toMatchObject({ new: 1 });
  expect(await everything()).toBe(before);
});

test("what comes in with an article", async () => {
  write("a", { topics: '["AI in Autos", AI]', quality: "7", published: "true" });
  await importAll();
  expect((await bySlug()).a).toMatchObject({ state: "published", heat: 7, heat_given: null, was_live: false });
  const topics = await db.execute(sql`select topic_id, position, published from article_topic order by position`);
  expect(topics).toMatchObject([
    { topic_id: "ai-in-autos", position: 0, published: true },
    { topic_id: "ai", position: 1 },
  ]);
  expect(await count("article_search")).toBe(1);
  expect(await count("outbox")).toBe(1);
  expect(await db.execute(sql`select action, subject, actor from audit_event`)).toMatchObject([
    { action: "import", subject: "import", actor: "import" },
  ]);
});

describe("an edited file", () => {
  test("changes what differs, and leaves what an editor changed otherwise", async () => {
    write("a", { title: '"Old"', excerpt: '"Old"', quality: "60", heat: "60", published: "true" });
    await importAll();
    await db.execute(sql`update article set excerpt = 'By an editor', heat_given = 99, heat = 99`);
    write("a", { title: '"New"', excerpt: '"Old"', quality: "70", heat: "60", published: "false" });
    expect(await importAll()).toMatchObject({ changed: 1 });
    expect((await bySlug()).a).toMatchObject({
      title: "New",
      excerpt: "By an editor",
      quality: 70,
      heat: 99,
      state: "unpublished",
      was_live: true,
      version: 2,
    });
    const events = await db.execute(sql`select before, after from audit_event where subject = 'article'`);
    expect(events).toEqual([
      {
        before: { state: "published", quality: 60, heat: 99 },
        after: { state: "unpublished", quality: 70, heat: 99 },
      },
    ]);
  });

  test("whose body alone changed keeps the row as it is", async () => {
    write("a");
    await importAll();
    write("a", {}, "Body\n");
    expect(await importAll()).toMatchObject({ changed: 1 });
    expect((await bySlug()).a).toMatchObject({ version: 1 });
  });

  test("with other topics", async () => {
    write("a", { topics: "[A, B]" });
    await importAll();
    write("a", { topics: "[C, A]" });
    await importAll();
    const topics = await db.execute(sql`select topic_id from article_topic order by position`);
    expect(topics).toEqual([{ topic_id: "c" }, { topic_id: "a" }]);
  });
});

describe("a renamed file", () => {
  const redirects = () => db.execute(sql`select slug, article_id::int as id from slug_redirect order by slug`);

  test("keeps its article, the old name leads there, and back again", async () => {
    write("old", { published: "true" });
    await importAll();
    const { old } = await bySlug();
    folder.remove("_news/old.md");
    write("new", { webUrl: `"${url("old")}"`, published: "true" });
    expect(await importAll()).toMatchObject({ new: 0, changed: 1 });
    expect((await bySlug()).new?.id).toBe(old?.id);
    expect(await redirects()).toEqual([{ slug: "old", id: old?.id }]);
    folder.remove("_news/new.md");
    write("old", { published: "true" });
    await importAll();
    expect((await bySlug()).old?.id).toBe(old?.id);
    expect(await redirects()).toEqual([{ slug: "new", id: old?.id }]);
  });

  test("is known by its link, date and title when its content changed", async () => {
    write("old");
    await importAll();
    folder.remove("_news/old.md");
    write("new", { webUrl: `"${url("old")}"`, quality: "5" });
    expect(await importAll()).toMatchObject({ new: 0, changed: 1 });
    expect((await bySlug()).new).toMatchObject({ quality: 5 });
  });

  test("is another article while the old file is there", async () => {
    write("old");
    await importAll();
    write("new", { webUrl: `"${url("old")}"` });
    expect(await importAll()).toMatchObject({ new: 1, unchanged: 1 });
    expect(await redirects()).toEqual([]);
  });

  test("whose article an editor named otherwise keeps that name", async () => {
    write("a");
    await importAll();
    await db.execute(sql`update article set slug = 'by-editor'`);
    await db.execute(sql`insert into slug_redirect (slug, article_id) select 'a', id from article`);
    expect(await importAll()).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    write("a", { quality: "5" });
    await importAll();
    expect(await bySlug()).toMatchObject({ "by-editor": { quality: 5 } });
  });

  test("a name in use again leads to its new article", async () => {
    write("old");
    await importAll();
    folder.remove("_news/old.md");
    write("new", { webUrl: `"${url("old")}"` });
    await importAll();
    const { new: renamed } = await bySlug();
    write("old", { webUrl: `"${url("old")}/other"`, title: '"Other"' });
    const tags = await announced(async () => expect(await importAll()).toMatchObject({ new: 1 }));
    expect(await redirects()).toEqual([]);
    // The redirect may be cached, as a page of the renamed article.
    expect(tags).toContain(`article:${renamed?.id}`);
  });

  test("is recognised when it is given by itself", async () => {
    write("old");
    await importAll();
    folder.remove("_news/old.md");
    const path = write("new", { webUrl: `"${url("old")}"` });
    expect(await importAll(path)).toMatchObject({ new: 0, changed: 1 });
    expect(await redirects()).toMatchObject([{ slug: "old" }]);
  });

  test("is another article while the old file's folder was not looked at", async () => {
    const same = { webUrl: `"${url("x")}"` };
    folder.write("one/_news/first.md", articleText(same));
    folder.write("two/_news/second.md", articleText({ ...same, quality: "5" }));
    for (const name of ["one", "two"]) expect(await importAll(folder.path(name))).toMatchObject({ new: 1 });
    for (const name of ["one", "two"]) expect(await importAll(folder.path(name))).toMatchObject({ unchanged: 1 });
    expect(Object.keys(await bySlug()).sort()).toEqual(["first", "second"]);
    // Elsewhere is not gone: a disk may not be there today.
    folder.remove("one");
    folder.write("two/_news/third.md", articleText(same));
    expect(await importAll(folder.path("two"))).toMatchObject({ new: 1, unchanged: 1 });
    expect(await redirects()).toEqual([]);
  });

  test("is recognised where its folder was moved to", async () => {
    folder.write("one/_news/old.md", articleText());
    await importAll(folder.path("one"));
    renameSync(folder.path("one"), folder.path("two"));
    expect(await importAll(folder.path("two"))).toMatchObject({ unchanged: 1 });
    renameSync(folder.path("two/_news/old.md"), folder.path("two/_news/new.md"));
    expect(await importAll(folder.path("two"))).toMatchObject({ new: 0, changed: 1 });
    expect(await redirects()).toMatchObject([{ slug: "old" }]);
  });

  test("whose article an editor named otherwise is known by its own name, in any folder", async () => {
    folder.write("one/_news/a.md", articleText());
    await importAll(folder.path("one"));
    await db.execute(sql`update article set slug = 'by-editor'`);
    await db.execute(sql`insert into slug_redirect (slug, article_id) select 'a', id from article`);
    folder.write("two/_news/a.md", articleText({ quality: "5" }));
    expect(await importAll(folder.path("two"))).toMatchObject({ new: 0, changed: 1 });
    expect(await bySlug()).toMatchObject({ "by-editor": { quality: 5 } });
  });
});

test("files of one name in two folders: the first counts, a copy does no harm", async () => {
  folder.write("_news/one/a.md", articleText());
  folder.write("_news/two/a.md", articleText());
  expect(await importAll()).toMatchObject({ new: 1, refused: {} });
  folder.write("_news/two/a.md", articleText({ title: '"Other"' }));
  const { refused, ...tally } = await importAll();
  expect(Object.values(refused)).toEqual(["another file of this import has the same name"]);
  expect(tally).toEqual({ new: 0, changed: 0, unchanged: 1 });
});

test("files that share an address stay separate articles", async () => {
  write("a", { webUrl: `"${url("x")}"` });
  write("b", { webUrl: `"${url("x")}"` });
  expect(await importAll()).toMatchObject({ new: 2, refused: {} });
});

describe("stories", () => {
  const lead = () => write("a", { quality: "87", heat: "107", published: "true", related: relatedText("b", "c") });
  const coverage = () => write("b", { quality: "60", heat: "-1", published: "false" });

  test("of a lead and coverage without files", async () => {
    lead();
    await importAll();
    const found = await bySlug();
    expect(found.a).toMatchObject({ heat: 107, heat_given: null, is_coverage: false });
    expect(found[url("b")]).toMatchObject({ state: "unpublished", heat: -1, is_coverage: true, quality: 40 });
    expect(new Set((await rows()).map(({ story_id }) => story_id)).size).toBe(1);
    expect(await count("article_search")).toBe(1);
  });

  const another = () => write("c", { quality: "55", heat: "-1", published: "true", related: relatedText("a") });
  const all = { lead, coverage, another };
  const orders = ["lead coverage another", "lead another coverage", "coverage lead another"].flatMap((order) => [
    order,
    order.split(" ").reverse().join(" "),
  ]);

  test.each(orders)("end alike whatever comes first: %s", async (order) => {
    for (const name of order.split(" ")) {
      all[name as keyof typeof all]();
      await importAll();
    }
    expect(await rows()).toHaveLength(3);
    const found = await bySlug();
    expect(found.a).toMatchObject({ heat: 107, heat_given: null, is_coverage: false });
    expect(found.b).toMatchObject({ heat: -1, heat_given: null, is_coverage: true, quality: 60 });
    expect(found.c).toMatchObject({ heat: -1, heat_given: null, is_coverage: true, state: "published" });
    expect(new Set([found.a, found.b, found.c].map((row) => row?.story_id)).size).toBe(1);
  });

  test("end alike whatever comes first, when heat was given by hand", async () => {
    // Listed by another, while its own file still gives the heat of an article alone.
    const given = () => write("a", { quality: "97", heat: "97", published: "true" });
    const lister = () => write("l", { quality: "50", heat: "-1", published: "true", related: relatedText("a") });
    for (const [first, second] of [
      [given, lister],
      [lister, given],
    ] as const) {
      await db.execute(sql`truncate article, story restart identity cascade`);
      const paths = [first(), second()];
      await importPaths(connection, paths, { now: NOW });
      expect(await bySlug()).toMatchObject({ a: { heat: 97, heat_given: 97 }, l: { heat: -1, heat_given: null } });
    }
  });

  test("that hang together become one", async () => {
    write("a", { quality: "50", published: "true", related: relatedText("x") });
    write("b", { quality: "60", published: "true", related: relatedText("y") });
    await importAll();
    expect(await count("story")).toBe(2);
    write("c", { related: relatedText("x", "y") });
    await importAll();
    expect(await count("story")).toBe(1);
    const found = await bySlug();
    expect(found.b).toMatchObject({ heat: 100, is_coverage: false });
    expect(found.a).toMatchObject({ heat: -1, is_coverage: true });
  });

  const ofOne = { provider: "{domain: a.example}" };

  test("that are merged are announced, since pages of members that stay as they are show them", async () => {
    write("a", { ...ofOne, quality: "50", published: "true", related: relatedText("x") });
    write("b", { ...ofOne, quality: "60", published: "true", related: relatedText("y") });
    await importAll();
    write("c", { ...ofOne, related: relatedText("x", "y") });
    const tags = await announced(() => importAll());
    expect(tags).toEqual(expect.arrayContaining(["story:1", "story:2"]));
  });

  test("tell of an article that joins one and stays as it is", async () => {
    write("a", { ...ofOne, quality: "50", heat: "150", published: "true" });
    await importAll();
    write("c", { ...ofOne, related: relatedText("a") });
    const tags = await announced(() => importAll());
    const { a } = await bySlug();
    expect(a).toMatchObject({ heat: 150, is_coverage: false, version: 1 });
    expect(tags).toContain(`article:${a?.id}`);
  });

  test("are locked by id, as edits lock them", async () => {
    write("a", { quality: "50", published: "true", related: relatedText("b") });
    await importPaths(connection, [folder.root], { now: NOW });
    write("b", { quality: "40", published: "true" });
    await importAll();
    const { a, b } = await bySlug();
    expect(a?.id).toBeLessThan(b?.id as number);
    write("b", { quality: "60", published: "true" });
    const imported = await connection.sql.begin(async (edit) => {
      await edit`select id from article where id = ${a?.id as number} for update`;
      const importing = importAll();
      await untilSomeoneWaits();
      await edit`select id from article where id = ${b?.id as number} for update nowait`;
      return { importing };
    });
    expect(await imported.importing).toMatchObject({ changed: 1 });
  });

  test("are written again when that deadlocks", async () => {
    write("a", { quality: "50", published: "true", related: relatedText("b") });
    await importAll();
    const { a, ...others } = await bySlug();
    write("a", { quality: "60", published: "true", related: relatedText("b") });
    const imported = await connection.sql.begin(async (other) => {
      // The other one is patient, so that it is the import that Postgres ends.
      await other`set local deadlock_timeout = '60s'`;
      await other`select id from article where id = ${others[url("b")]?.id as number} for update`;
      const importing = importAll();
      await untilSomeoneWaits();
      await other`select id from article where id = ${a?.id as number} for update`;
      return { importing };
    });
    expect(await imported.importing).toMatchObject({ changed: 1 });
  });

  test("heat that differs from the rule is set by hand", async () => {
    write("a", { quality: "87", heat: "90", published: "true", related: relatedText("b") });
    write("z", { quality: "73", heat: "72" });
    await importAll();
    expect(await bySlug()).toMatchObject({ a: { heat: 90, heat_given: 90 }, z: { heat: 72, heat_given: 72 } });
  });

  test("a list that lost an entry loses coverage that nobody lists", async () => {
    lead();
    coverage();
    await importAll();
    write("a", { quality: "87", heat: "87", published: "true" });
    await importAll();
    const found = await bySlug();
    expect(Object.keys(found).sort()).toEqual(["a", "b"]);
    expect(found.a).toMatchObject({ story_id: null, heat: 87, heat_given: null });
    expect(found.b).toMatchObject({ story_id: null, heat: 60, is_coverage: false });
    expect(await count("story")).toBe(0);
  });

  test("a list that lost an entry keeps what another file lists", async () => {
    lead();
    write("d", { related: relatedText("b", "c") });
    await importAll();
    write("a", { quality: "87", published: "true", related: relatedText("c") });
    await importAll();
    expect(await rows()).toHaveLength(4);
    expect(await count("story")).toBe(1);
  });

  test("stay as editors made them", async () => {
    lead();
    await importAll();
    await db.execute(sql`update story set edited = true`);
    await db.execute(sql`update article set story_id = null, heat = 40 where web_url = ${url("c")}`);
    write("a", { title: '"New"', quality: "87", heat: "107", published: "true", related: relatedText("b", "c") });
    await importAll();
    expect((await bySlug())[url("c")]).toMatchObject({ story_id: null });
    write("a", { title: '"Newer"', quality: "87", heat: "107", published: "true" });
    await importAll();
    const found = await bySlug();
    expect(found[url("b")]?.story_id).toBe(found.a?.story_id);
  });

  test("an edited entry changes its coverage", async () => {
    lead();
    await importAll();
    const related = relatedText("b", "c").replace("About https", "Now https").replace('"About b"', '"New"');
    write("a", { quality: "87", heat: "107", published: "true", related });
    await importAll();
    expect((await bySlug())[url("b")]).toMatchObject({ title: "New", state: "unpublished" });
  });
});

describe("topics", () => {
  const topics = () => db.execute(sql`select id, name, position from topic order by position, id`);

  test("ids of names: reserved and taken ones get a number", async () => {
    write("a", { topics: '["Page", "C", "C!", "c", "Ünï – 日本"]' });
    await importAll();
    const ids = Object.fromEntries((await topics()).map(({ name, id }) => [name, id]));
    expect(ids).toEqual({ Page: "page-2", C: "c", "C!": "c-", c: "c-2", "Ünï – 日本": "ünï-日本" });
  });

  test("a file takes over the topic of its name, and the id from another one", async () => {
    write("a", { topics: '["Power Apps", "canvas"]' });
    await importAll();
    folder.write(
      "_data/topics/01-canvas.yaml",
      "taxonomy: topic\n_id: canvas\nname: Canvas apps\nparent: Power Apps\n",
    );
    folder.write("_data/topics/00-apps.yaml", "taxonomy: topic\n_id: pa\nname: Power Apps\n");
    await importAll();
    expect(await topics()).toEqual([
      { id: "pa", name: "Power Apps", position: 0 },
      { id: "canvas", name: "Canvas apps", position: 1 },
      { id: "canvas-2", name: "canvas", position: null },
    ]);
    const given = await db.execute(sql`select topic_id from article_topic order by position`);
    expect(given).toEqual([{ topic_id: "pa" }, { topic_id: "canvas-2" }]);
    folder.write("_data/topics/02-again.yaml", "taxonomy: topic\n_id: pa\nname: Other\n");
    expect((await importAll()).refused).toEqual({ "_data/topics/02-again.yaml": "its id pa is that of 00-apps.yaml" });
  });
});

test("search knows articles by the topics above theirs, whenever these come", async () => {
  const known = async () => {
    const rows = await db.execute<{ slug: string; ids: string[] }>(
      sql`select slug, topic_ids as ids from article_search join article on article.id = article_id`,
    );
    return Object.fromEntries(rows.map(({ slug, ids }) => [slug, ids]));
  };
  const told = async () => {
    const rows = await db.execute(sql`
      with gone as (delete from outbox returning article_id)
      select distinct slug from gone join article on article.id = article_id order by slug`);
    return rows.map(({ slug }) => slug);
  };
  write("a", { topics: "[Sync]", published: "true" });
  write("b", { topics: "[Web]", published: "true" });
  await importAll();
  await told();
  const parent = (name: string) =>
    folder.write("_data/topics/sync.yaml", `taxonomy: topic\nname: Sync\nparent: ${name}\n`);
  parent("Data");
  folder.write("_data/topics/data.yaml", "taxonomy: topic\nname: Data\nparent: Engines\n");
  await importAll();
  expect(await known()).toEqual({ a: ["sync", "data"], b: ["web"] });
  expect(await told()).toEqual(["a"]);
  // Its topic is the parent that was missing.
  write("c", { topics: "[Engines]", published: "true" });
  await importAll();
  expect(await known()).toEqual({ a: ["sync", "data", "engines"], b: ["web"], c: ["engines"] });
  expect(await told()).toEqual(["a", "c"]);
  parent("Web");
  await importAll();
  expect(await known()).toEqual({ a: ["sync", "web"], b: ["web"], c: ["engines"] });
  expect(await told()).toEqual(["a"]);
  await importAll();
  expect(await told()).toEqual([]);
});

test("a topic renamed by its file is not made anew under its old name", async () => {
  folder.write("_data/topics/0-ai.yaml", "taxonomy: topic\n_id: ai\nname: Old Name\n");
  write("a", { topics: "[Old Name]" });
  await importAll();
  folder.write("_data/topics/0-ai.yaml", "taxonomy: topic\n_id: ai\nname: New Name\n");
  write("a", { topics: "[Old Name]", quality: "5" });
  await importAll();
  expect(await db.execute(sql`select name from topic`)).toEqual([{ name: "New Name" }]);
  expect(await db.execute(sql`select topic_id from article_topic`)).toEqual([{ topic_id: "ai" }]);
});

describe("providers", () => {
  const named = (name: string) => `{name: ${name}, domain: a.example}`;
  const name = async () => (await db.execute(sql`select name from provider`))[0]?.name;

  test("the newest published article gives the name, whatever comes first", async () => {
    write("new", { provider: named("New"), publishedDateTime: "2024-01-02", published: "true" });
    await importAll();
    write("old", { provider: named("Old"), publishedDateTime: "2024-01-01", published: "true" });
    write("found", { provider: named("Found"), publishedDateTime: "2024-01-03" });
    await importAll();
    expect(await name()).toBe("New");
  });

  test("an organization file wins", async () => {
    write("a", { provider: named("A") });
    folder.write(
      "_data/organizations/a.example.md",
      fileText("taxonomy: organization\nname: The A\ndomain: a.example"),
    );
    await importAll();
    write("b", { provider: named("B"), published: "true" });
    await importAll();
    expect(await name()).toBe("The A");
  });
});

describe("bad files are refused one by one", () => {
  test("those that are no text", async () => {
    write("good");
    folder.write("_news/big.md", "a".repeat(1_000_001));
    folder.write("_news/latin.md", Buffer.from("---\ntitle: caf\xe9\n---\n", "latin1"));
    folder.write("_news/nul.md", `${articleText()}\0`);
    folder.write("_news/none.md", "No front matter");
    folder.write("_news/two words.md", articleText());
    expect(await importAll()).toMatchObject({
      new: 1,
      refused: {
        "_news/big.md": "it is larger than 1 MB",
        "_news/latin.md": "it is not UTF-8",
        "_news/nul.md": "it contains a NUL character",
        "_news/none.md": expect.stringContaining("no front matter"),
        "_news/two words.md": expect.stringContaining("its name has spaces"),
      },
    });
  });

  test("links out of the folder; those inside are followed", async () => {
    const outside = testFolderFile();
    write("good");
    symlinkSync(outside, folder.path("_news/out.md"));
    symlinkSync("nowhere", folder.path("_news/lost.md"));
    symlinkSync("good.md", folder.path("_news/in.md"));
    expect(await importAll(folder.path("_news"))).toMatchObject({
      new: 2,
      refused: {
        "_news/out.md": "it is a symbolic link out of its folder",
        "_news/lost.md": "it is a symbolic link to nothing",
      },
    });
    expect((await importAll(folder.path("_news/out.md"))).refused).toHaveProperty(["_news/out.md"]);
  });
  const other = testFolder();
  const testFolderFile = () => other.write("out.md", articleText());

  test("beside a portal's content, other files are passed over", async () => {
    write("good");
    folder.write("README.md", "# Read me");
    folder.write("pages/about.md", fileText("layout: page"));
    expect(await importAll()).toMatchObject({ new: 1, refused: {} });
  });

  test("a file of which the database wants nothing does not keep the others out", async () => {
    await db.execute(sql`alter table article add constraint no_elk check (title <> 'Elk')`);
    for (const slug of ["a", "b", "c"]) write(slug);
    write("elk", { title: '"Elk"' });
    const { refused, ...tally } = await importAll();
    expect(tally).toEqual({ new: 3, changed: 0, unchanged: 0 });
    expect(refused).toEqual({ "_news/elk.md": expect.stringContaining("the database does not take it") });
    await db.execute(sql`alter table article drop constraint no_elk`);
  });

  test("a path that is not there stops everything", async () => {
    await expect(importAll(folder.path("nowhere"))).rejects.toThrow("There is no file or folder");
  });
});
