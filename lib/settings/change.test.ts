import { beforeEach, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { minimumQuality } from "../publishing/minimum-quality";
import { undoAct } from "../record/undo";
import { refreshSite, site } from "../site";
import { changeSettings } from "./change";
import type { SettingChanges, SettingField } from "./keys";
import { givenSettings } from "./values";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "chief@desk.example" };
const other = { id: null, name: "second@desk.example" };
const now = new Date("2026-11-23T09:00:00Z");
const GENERAL: SettingField[] = ["name", "description", "timeZone", "minimumQuality"];

beforeEach(() => sql`truncate setting, audit_event restart identity`);

const change = (changes: SettingChanges, version = 0, who = by) =>
  changeSettings(db, { changes, seen: { fields: GENERAL, version }, by: who });
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => null,
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );

test("what is set counts, the rest comes from the environment, and each change is recorded", async () => {
  const done = await change({ name: "The Harbour Post", timeZone: "Europe/Berlin", minimumQuality: 60 });
  expect(done.changed).toEqual(["name", "timeZone", "minimumQuality"]);
  await refreshSite(db);
  expect(site()).toMatchObject({ name: "The Harbour Post", timeZone: "Europe/Berlin", locale: "en-us", pages: [] });
  expect(site().description).not.toBe("");
  expect(await minimumQuality(db)).toBe(60);
  expect(await sql`select actor, subject_id, before, after, act::int from audit_event order by id`).toEqual([
    { actor: by.name, subject_id: "site-name", before: { name: null }, after: { name: "The Harbour Post" }, act: 1 },
    {
      actor: by.name,
      subject_id: "time-zone",
      before: { timeZone: null },
      after: { timeZone: "Europe/Berlin" },
      act: 1,
    },
    {
      actor: by.name,
      subject_id: "minimum-quality",
      before: { minimumQuality: null },
      after: { minimumQuality: 60 },
      act: 1,
    },
  ]);
});

test("an empty description stays empty; null brings the default back", async () => {
  const { version } = await change({ name: "Other", description: "" });
  await refreshSite(db);
  expect(site()).toMatchObject({ name: "Other", description: "" });
  await change({ name: null, description: null }, version);
  await refreshSite(db);
  expect(site().name).toBe("Gazette");
  expect(await givenSettings(db)).toEqual({});
});

test("pages with a text are known", async () => {
  const seen = { fields: ["imprint"] as const, version: 0 };
  await changeSettings(db, { changes: { imprint: "The Harbour Post, Pier 4." }, seen, by });
  await refreshSite(db);
  expect(site().pages).toEqual(["imprint"]);
});

test("the same again changes nothing", async () => {
  const { version } = await change({ name: "Other" });
  expect(await change({ name: "Other" }, version)).toEqual({ act: null, changed: [], version, tags: [] });
  expect(await sql`select 1 from audit_event`).toHaveLength(1);
});

describe("two admins at once", () => {
  test("the second is told what changed, and may then go over it", async () => {
    await change({ name: "First" });
    const refused = await refusal(change({ name: "Second" }, 0, other));
    expect(refused?.code).toBe("conflict");
    expect(refused?.conflict).toMatchObject({
      version: 1,
      current: { name: "First", description: null },
      changes: [{ actor: by.name, before: { name: null }, after: { name: "First" } }],
    });
    expect((await givenSettings(db)).name).toBe("First");
    expect(await change({ name: "Second" }, refused?.conflict?.version, other)).toMatchObject({ version: 2 });
  });

  test("changes of other fields don't meet", async () => {
    await changeSettings(db, { changes: { about: "Who we are" }, seen: { fields: ["about"], version: 0 }, by });
    expect((await change({ name: "Second" }, 0, other)).changed).toEqual(["name"]);
  });

  test("of two at the very same time one is refused", async () => {
    const codes = await Promise.all([refusal(change({ name: "A" })), refusal(change({ name: "B" }, 0, other))]);
    expect(codes.map((refused) => refused?.code ?? "done").sort()).toEqual(["conflict", "done"]);
  });
});

describe("taking back", () => {
  test("brings each value to what it was, and that can be taken back, too", async () => {
    const first = await change({ name: "First" });
    const second = await change({ name: "Second", description: "New" }, first.version);
    const undone = await undoAct(db, { act: second.act as number, by, now });
    expect(undone.changed).toBe(2);
    expect(await givenSettings(db)).toEqual({ name: "First" });
    await undoAct(db, { act: undone.act, by, now });
    expect(await givenSettings(db)).toEqual({ name: "Second", description: "New" });
  });

  test("what was changed again since is a conflict", async () => {
    const first = await change({ name: "First", description: "One" });
    await change({ description: "Two" }, first.version);
    const refused = await refusal(undoAct(db, { act: first.act as number, by, now }));
    expect(refused?.code).toBe("conflict");
    expect(await givenSettings(db)).toEqual({ name: "First", description: "Two" });
  });
});

test("a value that makes no sense counts as not set", async () => {
  await sql`insert into setting values ('time-zone', '"Mars/Olympus"'), ('site-name', '{"a": 1}')`;
  expect(await givenSettings(db)).toEqual({});
});
