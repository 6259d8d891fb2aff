import { asc, sql as raw } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { articleSearch, articleTopic, outbox, topic, topicRedirect } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { AppError } from "../errors";
import { changeArticles } from "../publishing/change";
import { topicPage } from "../reading/topics";
import { undoAct } from "../record/undo";
import { indexArticles } from "../search/index-articles";
import { resolveFilters } from "../search/resolve";
import { changeTopic, createTopic } from "./change";
import { ensureTopics } from "./ensure";
import { mergeTopics, removeTopic } from "./merge";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const who = { by: { id: null, name: "day@desk.example" }, now: NOW };
let articles: number[] = [];

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, outbox, topic_redirect, audit_event restart identity cascade`;
  for (const [position, name] of ["Data", "Databases", "Web"].entries()) {
    const parent = name === "Databases" ? "Data" : null;
    const file = `taxonomy: topic\n_id: ${name.toLowerCase()}\nname: ${name}\n`;
    await db
      .insert(topic)
      .values({ id: name.toLowerCase(), name, parent, position, fileName: `0${position}.yaml`, file });
  }
  articles = [
    await anArticle(db, { topics: ["Databases", "Web"] }),
    await anArticle(db, { topics: ["Web", "Databases"] }),
    await anArticle(db, { topics: ["Databases"] }),
    await anArticle(db, { topics: ["Web"], state: "queued" }),
    await anArticle(db, { topics: ["Engines"] }),
  ];
  await indexArticles(db, articles);
});

const undo = (act: number) => undoAct(db, { act, ...who });
const refusal = (refused: Promise<unknown>) =>
  refused.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? [error.code, error.fields ?? error.message] : error),
  );
const topicsOf = async (id: number) =>
  (await db.select().from(articleTopic).where(raw`article_id = ${id}`).orderBy(asc(articleTopic.position))).map(
    ({ topicId }) => topicId,
  );

async function everything() {
  const places = await db.select().from(articleTopic).orderBy(asc(articleTopic.articleId), asc(articleTopic.topicId));
  const found = await db
    .select({ id: articleSearch.articleId, topics: articleSearch.topicIds, document: articleSearch.document })
    .from(articleSearch)
    .orderBy(asc(articleSearch.articleId));
  return { topics: await db.select().from(topic).orderBy(asc(topic.id)), places, found };
}

test("a topic has its id from its name, a reserved one with a number", async () => {
  expect(await createTopic(db, { name: "C & C++", ...who })).toMatchObject({ id: "c-c-" });
  expect(await createTopic(db, { name: "Page", ...who })).toMatchObject({ id: "page-2" });
  expect(await refusal(createTopic(db, { name: "Web", ...who }))).toEqual([
    "invalid",
    { name: expect.stringContaining("another topic") },
  ]);
});

test("another id leads on from the old one, in addresses and in searches, and its articles follow", async () => {
  const [first = 0] = articles;
  await changeTopic(db, { id: "databases", changes: { id: "stores" }, ...who });
  await changeTopic(db, { id: "stores", changes: { id: "storage" }, ...who });
  expect(await topicsOf(first)).toEqual(["storage", "web"]);
  for (const once of ["databases", "stores"]) {
    expect((await topicPage(db, NOW, once, null)).value.movedTo).toBe("storage");
    const filters = { topics: [once], providers: [], not: { topics: [], providers: [] } };
    expect((await resolveFilters(db, filters as never)).topics).toContain("storage");
  }
  const [document] = await db.select().from(articleSearch).where(raw`article_id = ${first}`);
  expect(document?.topicIds).toEqual(["storage", "web", "data"]);
  expect(await db.select().from(outbox)).toHaveLength(6);
});

test("a topic that gets an id back leads nowhere else", async () => {
  await changeTopic(db, { id: "databases", changes: { id: "stores" }, ...who });
  await changeTopic(db, { id: "stores", changes: { id: "databases" }, ...who });
  expect(await db.select().from(topicRedirect)).toEqual([{ id: "stores", topicId: "databases" }]);
});

test("another name goes to the topics below, and articles that still give the old one get the topic", async () => {
  await changeTopic(db, { id: "data", changes: { name: "All data" }, ...who });
  const [child] = await db.select().from(topic).where(raw`id = 'databases'`);
  expect(child?.parent).toBe("All data");
  expect((await ensureTopics(db, ["Data"])).ids.get("Data")).toBe("data");
});

test("searches find articles by the topic's new name", async () => {
  const [, , third = 0] = articles;
  const words = async () => (await db.select().from(articleSearch).where(raw`article_id = ${third}`))[0]?.document;
  expect(await words()).not.toContain("warehous");
  await changeTopic(db, { id: "databases", changes: { name: "Warehouses" }, ...who });
  expect(await words()).toContain("warehous");
});

describe("search knows articles by the topics above theirs", () => {
  const above = async () => {
    const [, , third = 0] = articles;
    const [document] = await db.select().from(articleSearch).where(raw`article_id = ${third}`);
    expect(document?.document.match(/'\|t[^']+'/g)?.sort()).toEqual(document?.topicIds.map((id) => `'|t${id}'`).sort());
    return document?.topicIds.slice(1).sort();
  };
  const waitsFor = (parent: string) => db.execute(raw`update topic set parent = ${parent} where id = 'databases'`);
  test("and is told of those at and below a topic with another parent or id, not of others", async () => {
    expect(await above()).toEqual(["data"]);
    await changeTopic(db, { id: "databases", changes: { parent: "Engines" }, ...who });
    expect(await above()).toEqual(["engines"]);
    await changeTopic(db, { id: "engines", changes: { parent: "Data" }, ...who });
    expect(await above()).toEqual(["data", "engines"]);
    await db.delete(outbox);
    await changeTopic(db, { id: "data", changes: { id: "facts" }, ...who });
    expect(await above()).toEqual(["engines", "facts"]);
    const told = (await db.select().from(outbox)).map(({ articleId }) => articleId);
    expect(told).toEqual([0, 1, 2, 4].map((at) => articles[at]));
    // Nobody saved over a topic of theirs.
    expect(await sql`select 1 from article where version > 1`).toHaveLength(0);
  });
  test("when there is the parent that they waited for", async () => {
    await waitsFor("Stores");
    await createTopic(db, { name: "Stores", parent: "Data", ...who });
    expect(await above()).toEqual(["data", "stores"]);
    await waitsFor("The web");
    const { act } = await changeTopic(db, { id: "web", changes: { name: "The web" }, ...who });
    expect(await above()).toEqual(["web"]);
    await undo(act);
    expect(await above()).toEqual(["web"]);
  });
  test("when one of these is merged or removed, and when it comes back", async () => {
    const merged = await mergeTopics(db, { from: "data", into: "engines", ...who });
    expect(await above()).toEqual(["engines"]);
    await undo(merged.act);
    expect(await above()).toEqual(["data"]);
    const removed = await removeTopic(db, { id: "data", ...who });
    expect(await above()).toEqual([]);
    await undo(removed.act);
    expect(await above()).toEqual(["data"]);
  });
});

test("a parent is a topic, and none below the topic itself", async () => {
  const set = (id: string, parent: string) => refusal(changeTopic(db, { id, changes: { parent }, ...who }));
  expect(await set("data", "Databases")).toEqual(["invalid", { parent: "is the topic itself, or one below it" }]);
  expect(await set("data", "Data")).toEqual(["invalid", { parent: "is the topic itself, or one below it" }]);
  expect(await set("data", "Nothing")).toEqual(["invalid", { parent: "is no topic" }]);
  expect(await set("data", "Web")).toBe("done");
});

test("topics are listed in the order that an editor gives", async () => {
  await changeTopic(db, { id: "web", changes: { after: null }, ...who });
  await changeTopic(db, { id: "data", changes: { after: "databases" }, ...who });
  const rows = await db.select().from(topic).where(raw`position is not null`).orderBy(asc(topic.position));
  expect(rows.map(({ id }) => id)).toEqual(["web", "databases", "data"]);
});

test("the second of two editors is refused, and told what the first changed", async () => {
  const seen = { since: 0, fields: { name: "Web", keywords: [] } };
  await changeTopic(db, { id: "web", seen, changes: { keywords: ["html"] }, ...who });
  const error: AppError = await changeTopic(db, { id: "web", seen, changes: { name: "The web" }, ...who }).catch(
    (e) => e,
  );
  expect(error.code).toBe("conflict");
  expect(error.conflict?.changes).toMatchObject([{ actor: "day@desk.example", after: { keywords: ["html"] } }]);
  expect(error.conflict?.current).toMatchObject({ name: "Web", keywords: ["html"] });
});

describe("merging", () => {
  test("gives the other topic all articles once, at the better place, and keywords, children and addresses", async () => {
    await changeTopic(db, { id: "data", changes: { keywords: ["sql"] }, ...who });
    const { articles: moved } = await mergeTopics(db, { from: "databases", into: "web", ...who });
    expect(moved).toBe(3);
    expect(await topicsOf(articles[0] ?? 0)).toEqual(["web"]);
    expect(await topicsOf(articles[2] ?? 0)).toEqual(["web"]);
    await mergeTopics(db, { from: "data", into: "web", ...who });
    expect(await db.select().from(topic).where(raw`id = 'web'`)).toMatchObject([{ keywords: ["sql"] }]);
    expect((await topicPage(db, NOW, "databases", null)).value.movedTo).toBe("web");
    expect((await ensureTopics(db, ["Databases", "Data"])).made).toBe(false);
  });

  test("into a topic below makes no circle", async () => {
    await mergeTopics(db, { from: "data", into: "databases", ...who });
    expect(await db.select().from(topic).where(raw`id = 'databases'`)).toMatchObject([{ parent: null }]);
  });

  test("refuses whoever saved an article with the topic that is gone", async () => {
    const [id = 0] = articles;
    await mergeTopics(db, { from: "databases", into: "engines", ...who });
    const edits = [{ id, version: 1, changes: { topics: ["databases"] } }];
    expect(await refusal(changeArticles(db, { edits, ...who }))).toMatchObject(["conflict", expect.any(String)]);
    await changeArticles(db, { edits: [{ id, changes: { topics: ["databases"] } }], ...who });
    expect(await topicsOf(id)).toEqual(["engines"]);
    const unknown = [{ id, changes: { topics: ["nothing"] } }];
    expect(await refusal(changeArticles(db, { edits: unknown, ...who }))).toMatchObject(["invalid", expect.anything()]);
  });
});

test("a topic that articles have is not removed; what is below another goes to its parent", async () => {
  expect(await refusal(removeTopic(db, { id: "web", ...who }))).toMatchObject(["invalid", expect.anything()]);
  await removeTopic(db, { id: "data", ...who });
  expect(await db.select().from(topic).where(raw`id = 'databases'`)).toMatchObject([{ parent: null }]);
});

describe("taking back", () => {
  test.each<[string, () => Promise<{ act: number }>]>([
    ["a new topic", () => createTopic(db, { name: "News", parent: "Data", ...who })],
    ["a name", () => changeTopic(db, { id: "data", changes: { name: "All data" }, ...who })],
    ["an id", () => changeTopic(db, { id: "databases", changes: { id: "stores" }, ...who })],
    ["an order", () => changeTopic(db, { id: "web", changes: { after: null }, ...who })],
    [
      "keywords of a topic without a file",
      () => changeTopic(db, { id: "engines", changes: { keywords: ["x"] }, ...who }),
    ],
    ["a merge", () => mergeTopics(db, { from: "databases", into: "web", ...who })],
    ["a merge into a topic without a file", () => mergeTopics(db, { from: "web", into: "engines", ...who })],
    ["a merge into a child", () => mergeTopics(db, { from: "data", into: "databases", ...who })],
    ["a removal", () => removeTopic(db, { id: "data", ...who })],
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

  test("a merge leaves articles alone whose topics were changed since", async () => {
    const [first = 0, , third = 0] = articles;
    const { act } = await mergeTopics(db, { from: "databases", into: "web", ...who });
    await changeArticles(db, { edits: [{ id: third, changes: { topics: ["engines"] } }], ...who });
    await undo(act);
    expect(await topicsOf(first)).toEqual(["databases", "web"]);
    expect(await topicsOf(third)).toEqual(["engines"]);
  });

  test("of a merge leaves former ids that others have or had since", async () => {
    let id = "databases";
    for (const next of ["second", "third", "last"]) {
      await changeTopic(db, { id, changes: { id: next }, ...who });
      id = next;
    }
    const { act } = await mergeTopics(db, { from: id, into: "web", ...who });
    await createTopic(db, { name: "Second", ...who });
    await createTopic(db, { name: "Third", ...who });
    await changeTopic(db, { id: "third", changes: { id: "passed" }, ...who });
    await undo(act);
    expect(await db.select().from(topicRedirect).orderBy(asc(topicRedirect.id))).toEqual([
      { id: "databases", topicId: "last" },
      { id: "third", topicId: "passed" },
    ]);
  });

  test("is refused once somebody changed the same again, or took the name", async () => {
    const { act } = await changeTopic(db, { id: "web", changes: { name: "The web" }, ...who });
    await changeTopic(db, { id: "web", changes: { name: "Browsers" }, ...who });
    expect(await refusal(undo(act))).toMatchObject(["conflict", expect.any(String)]);
    const removed = await removeTopic(db, { id: "data", ...who });
    await createTopic(db, { name: "Data", ...who });
    expect(await refusal(undo(removed.act))).toMatchObject(["conflict", expect.any(String)]);
  });

  test("an article's change works after its topic got another id", async () => {
    const [first = 0] = articles;
    const { act } = await changeArticles(db, {
      edits: [{ id: first, changes: { topics: ["web", "engines"] } }],
      ...who,
    });
    await changeTopic(db, { id: "databases", changes: { id: "stores" }, ...who });
    await undo(act);
    expect(await topicsOf(first)).toEqual(["stores", "web"]);
  });
});
