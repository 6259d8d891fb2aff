import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { providersByDomain } from "@/db/providers-write";
import { article, articleSearch, outbox, provider, providerRedirect } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "../errors";
import { providerPage } from "../reading/providers";
import { undoAct } from "../record/undo";
import { indexArticles } from "../search/index-articles";
import { resolveFilters } from "../search/resolve";
import { changeProvider, createProvider } from "./change";
import { ensureProviders } from "./ensure";
import { mergeProviders, removeProvider } from "./merge";
import { withLogo } from "./view";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const who = { by: { id: null, name: "day@desk.example" }, now: NOW };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, provider_redirect, audit_event restart identity cascade`;
  const ids = [
    await anArticle(db, { domain: "old.example", topics: ["Web"] }),
    await anArticle(db, { domain: "old.example", state: "queued" }),
    await anArticle(db, { domain: "new.example" }),
  ];
  await createProvider(db, { name: "Idle", domain: "idle.example", ...who });
  await indexArticles(db, ids);
});

const idOf = async (domain: string) => (await providersByDomain(db, [domain]))[0]?.id ?? 0;
const undo = (act: number) => undoAct(db, { act, ...who });
const refusal = (refused: Promise<unknown>) =>
  refused.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
const mention = (domain: string, given: object = {}) => ({
  ...{ domain, name: "Said by an article", images: [{ url: "https://elsewhere.example/a.png" }] },
  ...{ publishedAt: NOW, published: true, ...given },
});

async function everything() {
  const articles = await db.select().from(article).orderBy(asc(article.id));
  const found = await db.select().from(articleSearch).orderBy(asc(articleSearch.articleId));
  return {
    providers: await db.select().from(provider).orderBy(asc(provider.id)),
    articles: articles.map(({ version, changedAt, ...rest }) => rest),
    found,
  };
}

test("another domain leads on from the old one, in addresses, searches and articles to come", async () => {
  const id = await idOf("old.example");
  await changeProvider(db, { id, changes: { domain: "moved.example" }, ...who });
  expect((await providerPage(db, NOW, "old.example", null)).value.movedTo).toBe("moved.example");
  const filters = { topics: [], providers: ["old.example"], not: { topics: [], providers: [] } };
  expect((await resolveFilters(db, filters as never)).providers).toContain("moved.example");
  expect((await ensureProviders(db, [mention("old.example")])).ids.get("old.example")).toBe(id);
  expect(await refusal(changeProvider(db, { id, changes: { domain: "new.example" }, ...who }))).toBe("invalid");
});

test("what articles say changes neither a name nor a logo that an editor chose", async () => {
  const id = await idOf("old.example");
  await ensureProviders(db, [mention("old.example")]);
  const images = withLogo((await db.select().from(provider).where(eq(provider.id, id)))[0]?.images ?? [], "/logo.svg");
  await changeProvider(db, { id, changes: { name: "The Old", images }, ...who });
  await ensureProviders(db, [
    mention("old.example", { name: "Other", images: [{ url: "https://other.example/b.png" }] }),
  ]);
  const { provider: head } = (await providerPage(db, NOW, "old.example", null)).value;
  expect(head).toMatchObject({ name: "The Old", logo: { src: "/logo.svg" } });
});

test("a logo that goes leaves what articles gave", () => {
  const given = [{ url: "https://a.example/1.png" }];
  expect(withLogo(withLogo(given, "/logo.svg"), null)).toEqual(given);
  expect(withLogo(withLogo(given, "/logo.svg"), "/other.svg")).toEqual([{ url: "/other.svg", logo: true }, ...given]);
});

test("the second of two editors is refused", async () => {
  const id = await idOf("old.example");
  const seen = { since: 0, fields: { name: "old", description: null } };
  await changeProvider(db, { id, seen, changes: { description: "Since ever." }, ...who });
  expect(await refusal(changeProvider(db, { id, seen, changes: { name: "Old" }, ...who }))).toBe("conflict");
});

test("a merge gives the other all articles, in search too; one with articles is not removed", async () => {
  const [from, into] = [await idOf("old.example"), await idOf("new.example")];
  expect(await refusal(removeProvider(db, { id: from, ...who }))).toBe("invalid");
  expect(await mergeProviders(db, { from, into, ...who })).toMatchObject({ articles: 2, domain: "new.example" });
  expect(await db.select().from(article).where(eq(article.providerId, into))).toHaveLength(3);
  const found = await db.select().from(articleSearch);
  expect(found.map(({ providerId }) => providerId)).toEqual([into, into]);
  expect(await db.select().from(outbox)).toHaveLength(2);
  expect((await providerPage(db, NOW, "old.example", null)).value.movedTo).toBe("new.example");
});

describe("taking back", () => {
  test.each<[string, () => Promise<{ act: number }>]>([
    ["a new provider", () => createProvider(db, { name: "News", domain: "news.example", ...who })],
    ["a name", async () => changeProvider(db, { id: await idOf("old.example"), changes: { name: "Old one" }, ...who })],
    [
      "a domain",
      async () => changeProvider(db, { id: await idOf("old.example"), changes: { domain: "x.example" }, ...who }),
    ],
    [
      "a merge",
      async () => mergeProviders(db, { from: await idOf("old.example"), into: await idOf("new.example"), ...who }),
    ],
    ["a removal", async () => removeProvider(db, { id: await idOf("idle.example"), ...who })],
  ])("%s leaves everything as it was, and again so when that is taken back", async (_, act) => {
    const before = await everything();
    const done = await act();
    const after = await everything();
    expect(after).not.toEqual(before);
    const back = await undo(done.act);
    expect(await everything()).toEqual(before);
    await undo(back.act);
    expect(await everything()).toEqual(after);
  });

  test("of a merge leaves former domains that others have or had since", async () => {
    const [id, into] = [await idOf("old.example"), await idOf("new.example")];
    for (const domain of ["second.example", "third.example", "last.example"])
      await changeProvider(db, { id, changes: { domain }, ...who });
    const { act } = await mergeProviders(db, { from: id, into, ...who });
    await createProvider(db, { name: "Owner", domain: "second.example", ...who });
    const other = await createProvider(db, { name: "Passer", domain: "third.example", ...who });
    await changeProvider(db, { id: other.id, changes: { domain: "passed.example" }, ...who });
    await undo(act);
    expect(await db.select().from(providerRedirect).orderBy(asc(providerRedirect.domain))).toEqual([
      { domain: "old.example", providerId: id },
      { domain: "third.example", providerId: other.id },
    ]);
  });

  test("is refused once somebody changed the same again, or took the domain", async () => {
    const id = await idOf("old.example");
    const { act } = await changeProvider(db, { id, changes: { name: "A" }, ...who });
    await changeProvider(db, { id, changes: { name: "B" }, ...who });
    expect(await refusal(undo(act))).toBe("conflict");
    const merged = await mergeProviders(db, { from: id, into: await idOf("new.example"), ...who });
    await createProvider(db, { name: "Again", domain: "old.example", ...who });
    expect(await refusal(undo(merged.act))).toBe("conflict");
  });
});
