import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { article, articleSearch, auditEvent, outbox, slugRedirect } from "@/db/schema";
import { openStories } from "@/db/stories-write";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "../errors";
import { articlePage } from "../reading";
import { indexArticles } from "../search/index-articles";
import { importPaths } from "../transfer/import";
import { takeDown } from "./take-down";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const by = { id: null, name: "day@desk.example" };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, gone_slug, slug_redirect, audit_event restart identity cascade`;
});

const found = async (slug: string) => (await articlePage(db, NOW, slug)).value.found.kind;

async function folder(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "gazette-gone-"));
  for (const [slug, text] of Object.entries(files)) await writeFile(join(path, `${slug}.md`), text);
  return path;
}

const fileOf = (link: string, related = "") => `---
title: An article
publishedDateTime: 2026-11-20T06:40:00Z
webUrl: ${link}
published: true
quality: 80
${related}---
`;

test("nothing is left but its addresses, which say that it is gone", async () => {
  const [storyId = 0] = await openStories(db, 1);
  const slug = "2026-11-20-secret";
  const id = await anArticle(db, {
    slug,
    title: "The secret",
    storyId,
    heat: 90,
    webUrl: "https://tailwater.example/secret",
  });
  const other = await anArticle(db, { storyId, isCoverage: true, quality: 70, heat: -1 });
  await db.insert(slugRedirect).values({ slug: "2026-11-19-secret", articleId: id });
  await indexArticles(db, [id, other]);

  const { tags } = await takeDown(db, { id, confirmation: ` ${slug} `, by, now: NOW });

  expect(await db.select({ id: article.id, heat: article.heat, storyId: article.storyId }).from(article)).toEqual([
    { id: other, heat: 70, storyId: null },
  ]);
  expect(await db.select({ id: articleSearch.articleId }).from(articleSearch)).toEqual([{ id: other }]);
  expect((await db.select().from(outbox)).map(({ articleId }) => articleId).sort()).toEqual([id, other]);
  expect(await Promise.all([slug, "2026-11-19-secret", "2026-11-19-other"].map(found))).toEqual([
    "gone",
    "gone",
    "unknown",
  ]);
  expect(tags).toEqual(expect.arrayContaining([`article:${id}`, `article:${other}`, "articles", `story:${storyId}`]));
  const events = await db.select().from(auditEvent);
  expect(events).toMatchObject([
    { action: "delete", subjectId: String(id), before: { slug }, after: null },
    { action: "follow", subjectId: String(other) },
  ]);
  expect(JSON.stringify(events)).not.toContain("The secret");
});

test("it is deleted only when its very address was typed", async () => {
  const slug = "2026-11-20-a";
  const id = await anArticle(db, { slug });
  for (const confirmation of ["", "2026-11-20-b", String(id)]) {
    const refusal = await takeDown(db, { id, confirmation, by, now: NOW }).catch((error: AppError) => error);
    expect(refusal).toMatchObject({ code: "invalid", fields: { confirmation: expect.any(String) } });
  }
  expect(await db.$count(article)).toBe(1);
  await expect(takeDown(db, { id: id + 1, confirmation: slug, by, now: NOW })).rejects.toBeInstanceOf(AppError);
});

test("no import brings it back: not by its name, not by its link, not as coverage of another", async () => {
  const link = "https://tailwater.example/secret";
  const slug = "2026-11-20-secret";
  const path = await folder({ [slug]: fileOf(link) });
  await importPaths({ db }, [path]);
  const [row] = await db.select().from(article);
  await takeDown(db, { id: row?.id ?? 0, confirmation: slug, by, now: NOW });

  const refused: string[] = [];
  const related = `related:\n  - title: An article\n    webUrl: ${link}\n  - title: Another\n    webUrl: https://oakum.example/b\n`;
  const more = await folder({
    "2026-11-21-renamed": fileOf(link),
    "2026-11-21-lead": fileOf("https://oakum.example/a", related),
  });
  await importPaths({ db }, [path, more], {
    onRefusal: (file, reason) => refused.push(`${file.split("/").at(-1)}: ${reason}`),
  });

  expect(refused.sort()).toEqual([
    `2026-11-20-secret.md: its article was deleted for good`,
    "2026-11-21-renamed.md: its article was deleted for good",
  ]);
  expect((await db.select({ webUrl: article.webUrl }).from(article)).map(({ webUrl }) => webUrl).sort()).toEqual([
    "https://oakum.example/a",
    "https://oakum.example/b",
  ]);
  expect(await found(slug)).toBe("gone");
});

test("another article with the same link stays, and its file goes on being taken", async () => {
  const link = "https://tailwater.example/both";
  const path = await folder({ "2026-11-20-one": fileOf(link), "2026-11-20-two": fileOf(link) });
  await importPaths({ db }, [path]);
  const [row] = await db.select().from(article).where(eq(article.slug, "2026-11-20-one"));
  await takeDown(db, { id: row?.id ?? 0, confirmation: "2026-11-20-one", by, now: NOW });
  await writeFile(join(path, "2026-11-20-two.md"), fileOf(link).replace("An article", "Changed"));
  const report = await importPaths({ db }, [path]);
  expect(report).toMatchObject({ refused: 1, articles: { changed: 1 } });
  expect(await db.select({ title: article.title }).from(article)).toEqual([{ title: "Changed" }]);
});
