/** The contract of every engine: operators, filters, facets and dates. */
import { expect } from "vitest";
import { topic } from "@/db/schema";
import { undoAct } from "../record/undo";
import { changeTopic } from "../topic/change";
import { removeTopic } from "../topic/merge";
import type { EngineResult, Facet } from "./port";
import { forEveryEngine, NOW } from "./testing/contract";

/** Nine hours ahead of UTC: days, months and years begin at 15:00 UTC. */
const timeZone = "Asia/Tokyo";
const at = (moment: string) => new Date(moment);

const ARTICLES = {
  mesh: { title: "Mesh trial", topics: ["Networks"], publishedAt: at("2026-11-20T12:00:00Z"), quality: 90, heat: 134 },
  mast: {
    title: "Mesh mast",
    topics: ["Networks", "Hardware"],
    publishedAt: at("2025-06-01T12:00:00Z"),
    quality: 80,
    heat: 90,
    domain: "halfwidth.example",
  },
  log: { title: "Sync log", topics: ["Sync"], publishedAt: at("2026-11-22T12:00:00Z"), quality: 112, heat: 112 },
  /** In 2024 in UTC, in 2025 in Tokyo. */
  newYear: { title: "Mesh new year", topics: ["Sync"], publishedAt: at("2024-12-31T15:00:00Z"), quality: 60, heat: 60 },
  oldYear: { title: "Old year", topics: ["Sync"], publishedAt: at("2024-12-31T14:59:59Z"), quality: 40, heat: 41 },
  film: {
    title: "Mesh film",
    type: "video",
    topics: ["Cinema"],
    publishedAt: at("2024-01-01T12:00:00Z"),
    quality: 92,
    heat: 92,
    domain: "films.halfwidth.example",
  },
  unjudged: { title: "Raw", topics: ["Cinema"], publishedAt: at("2024-02-01T12:00:00Z"), quality: null, heat: 7 },
  hidden: { title: "Mesh hidden", state: "unpublished" as const, topics: ["Networks"], domain: "hidden.example" },
};
type Name = keyof typeof ARTICLES;
const ALL: Name[] = ["mesh", "mast", "log", "newYear", "oldYear", "film", "unjudged"];
const but = (...names: Name[]) => ALL.filter((name) => !names.includes(name));

/** Exactly these, in any order. */
const FILTERS: [string, Name[]][] = [
  ["", ALL],
  ["topic=networks", ["mesh", "mast"]],
  ["topic=hardware,sync", ["mast", "log", "newYear", "oldYear"]],
  // A topic stands for all below it.
  ["topic=systems", ["mesh", "mast"]],
  ["topic=nothing", []],
  ["topic=nothing,sync", ["log", "newYear", "oldYear"]],
  ["q=topic:networks", ["mesh", "mast"]],
  ["q=topic:systems", ["mesh", "mast"]],
  ["q=topic:networks topic:cinema", ["mesh", "mast", "film", "unjudged"]],
  ["q=topic:networks&topic=cinema", ["mesh", "mast", "film", "unjudged"]],
  ["q=-topic:networks", but("mesh", "mast")],
  ["q=-topic:systems", but("mesh", "mast")],
  ["q=topic:networks -topic:hardware", ["mesh"]],
  ["provider=halfwidth.example", ["mast", "film"]],
  ["provider=films.halfwidth.example", ["film"]],
  ["provider=nobody.example", []],
  ["q=site:halfwidth.example", ["mast", "film"]],
  ["q=-site:halfwidth.example", but("mast", "film")],
  ["q=site:halfwidth.example -site:films.halfwidth.example", ["mast"]],
  ["type=video", ["film"]],
  ["type=video,article", ALL],
  ["type=poem", []],
  ["q=type:video", ["film"]],
  ["q=-type:video", but("film")],
  ["q=mesh -type:video", ["mesh", "mast", "newYear"]],
  ["from=2025", ["mesh", "mast", "log", "newYear"]],
  ["to=2024", ["oldYear", "film", "unjudged"]],
  ["from=2025-01-01&to=2025-01-01", ["newYear"]],
  ["from=2024-12-31&to=2024-12-31", ["oldYear"]],
  ["from=2025-06&to=2025-06", ["mast"]],
  ["from=2027&to=2026", []],
  ["q=after:2024", ["mesh", "mast", "log", "newYear"]],
  ["q=before:2025", ["oldYear", "film", "unjudged"]],
  ["q=after:2024 before:2026", ["mast", "newYear"]],
  ["q=after:2024-12-31&to=2025", ["mast", "newYear"]],
  ["q=quality:>=90", ["mesh", "log", "film"]],
  ["q=quality:>90", ["log", "film"]],
  ["q=quality:90", ["mesh"]],
  // Without a quality, none is right.
  ["q=quality:<=60", ["newYear", "oldYear"]],
  ["q=quality:<60", ["oldYear"]],
  ["q=quality:60..90", ["mesh", "mast", "newYear"]],
  ["q=quality:90..60", []],
  ["q=heat:>=100", ["mesh", "log"]],
  ["q=heat:41..92", ["mast", "newYear", "oldYear", "film"]],
  ["q=heat:<10", ["unjudged"]],
  ["q=mesh topic:networks quality:>=80 after:2025", ["mesh"]],
  ["q=mesh&topic=networks&provider=halfwidth.example&type=article&from=2025-06-01&to=2025-06-01", ["mast"]],
  ["q=mesh&topic=networks&provider=halfwidth.example&type=video", []],
  ['q="mesh mast" site:halfwidth.example', ["mast"]],
  ["q=intitle:mesh -intitle:film -topic:sync", ["mesh", "mast"]],
];

/**
 * Counts of a facet leave its own choice out, and keep the others. An article counts once for each of its topics and all
 * above them.
 */
const FACETS: [string, Facet | "month", [string, number][]][] = [
  [
    "",
    "topic",
    [
      ["sync", 3],
      ["cinema", 2],
      ["networks", 2],
      ["systems", 2],
      ["hardware", 1],
    ],
  ],
  [
    "topic=networks",
    "topic",
    [
      ["sync", 3],
      ["cinema", 2],
      ["networks", 2],
      ["systems", 2],
      ["hardware", 1],
    ],
  ],
  [
    "topic=systems",
    "topic",
    [
      ["sync", 3],
      ["cinema", 2],
      ["networks", 2],
      ["systems", 2],
      ["hardware", 1],
    ],
  ],
  ["topic=hardware", "provider", [["halfwidth.example", 1]]],
  ["topic=systems", "type", [["article", 2]]],
  [
    "topic=systems",
    "year",
    [
      ["2025", 1],
      ["2026", 1],
    ],
  ],
  [
    "q=mesh&topic=hardware",
    "topic",
    [
      ["networks", 2],
      ["systems", 2],
      ["cinema", 1],
      ["hardware", 1],
      ["sync", 1],
    ],
  ],
  [
    "q=mesh&type=video",
    "type",
    [
      ["article", 3],
      ["video", 1],
    ],
  ],
  ["q=mesh&type=video", "topic", [["cinema", 1]]],
  ["type=video&topic=networks", "type", [["article", 2]]],
  ["type=video&topic=networks", "topic", [["cinema", 1]]],
  [
    "provider=films.halfwidth.example",
    "provider",
    [
      ["tailwater.example", 5],
      ["films.halfwidth.example", 1],
      ["halfwidth.example", 1],
    ],
  ],
  [
    "q=-topic:networks",
    "topic",
    [
      ["sync", 3],
      ["cinema", 2],
    ],
  ],
  [
    "",
    "year",
    [
      ["2024", 3],
      ["2025", 2],
      ["2026", 2],
    ],
  ],
  [
    "from=2026",
    "year",
    [
      ["2024", 3],
      ["2025", 2],
      ["2026", 2],
    ],
  ],
  [
    "q=after:2025",
    "year",
    [
      ["2024", 3],
      ["2025", 2],
      ["2026", 2],
    ],
  ],
  ["from=2026", "type", [["article", 2]]],
  [
    "from=2026&topic=sync",
    "topic",
    [
      ["networks", 1],
      ["sync", 1],
      ["systems", 1],
    ],
  ],
  [
    "from=2024-12&to=2025-01",
    "month",
    [
      ["2024-01", 1],
      ["2024-02", 1],
      ["2024-12", 1],
      ["2025-01", 1],
      ["2025-06", 1],
      ["2026-11", 2],
    ],
  ],
  [
    "topic=sync",
    "month",
    [
      ["2024-12", 1],
      ["2025-01", 1],
      ["2026-11", 1],
    ],
  ],
  [
    "provider=halfwidth.example&topic=sync",
    "topic",
    [
      ["cinema", 1],
      ["hardware", 1],
      ["networks", 1],
      ["systems", 1],
    ],
  ],
  [
    "q=-topic:hardware",
    "topic",
    [
      ["sync", 3],
      ["cinema", 2],
      ["networks", 1],
      ["systems", 1],
    ],
  ],
  ["q=zebra", "topic", []],
];

forEveryEngine(
  ARTICLES,
  {
    timeZone,
    prepare: async (db) => {
      await db.insert(topic).values([
        { id: "systems", name: "Systems" },
        { id: "networks", name: "Networks", parent: "Systems" },
        { id: "hardware", name: "Hardware", parent: "Systems" },
      ]);
    },
  },
  ({ ask, found, check, follow, db }) => {
    for (const [parameters, expected] of FILTERS)
      check(`"${parameters}" leaves these`, async () => {
        expect((await found(parameters)).sort()).toEqual([...expected].sort());
        expect(await ask(parameters)).toMatchObject({ total: expected.length, approximate: false });
      });

    const facet = async (parameters: string, name: Facet | "month") =>
      pairs((await ask(parameters, { facets: [name, "type"] })).facets, name);
    for (const [parameters, name, expected] of FACETS)
      check(`"${parameters}" counts ${name}`, async () => {
        const counted = await facet(parameters, name);
        // Those of one count may come in any order.
        expect(counted.map(([, count]) => count)).toEqual(expected.map(([, count]) => count));
        expect(counted.sort()).toEqual([...expected].sort());
      });

    check("only what is asked for is counted", async () => {
      expect(Object.keys((await ask("q=mesh", { facets: ["type"] })).facets)).toEqual(["type"]);
      expect((await ask("q=mesh", { facets: [] })).facets).toEqual({});
    });

    check("a count is what choosing its value leaves", async () => {
      for (const name of ["topic", "type"] as const) {
        const counted = await facet("q=mesh", name);
        expect(counted.length).toBeGreaterThan(1);
        for (const [value, count] of counted)
          expect((await ask(`q=mesh&${name}=${value}`)).ids, `${name} ${value}`).toHaveLength(count);
      }
    });

    check("a topic with topics below counts what choosing it leaves, whatever is chosen", async () => {
      for (const chosen of ["", "&topic=systems", "&topic=networks", "&topic=hardware,sync"]) {
        const counted = await facet(`q=mesh${chosen}`, "topic");
        expect(counted, chosen).toContainEqual(["systems", 2]);
        for (const [value, count] of counted)
          expect((await ask(`q=mesh&topic=${value}`)).total, `${value} beside "${chosen}"`).toBe(count);
      }
    });

    check("another parent, also of a parent, and a parent that is gone change counts and filters", async () => {
      const counts = async (...ids: string[]) => {
        await follow();
        const counted = new Map(await facet("", "topic"));
        for (const id of ids) expect((await ask(`topic=${id}`)).total, id).toBe(counted.get(id) ?? 0);
        return ids.map((id) => counted.get(id));
      };
      const by = { by: { id: null, name: "day@desk.example" }, now: NOW };
      const all = ["systems", "cinema", "networks", "hardware", "sync"];
      const { act } = await changeTopic(db, { id: "networks", changes: { parent: "Cinema" }, ...by });
      expect(await counts(...all)).toEqual([1, 4, 2, 1, 3]);
      await changeTopic(db, { id: "cinema", changes: { parent: "Sync" }, ...by });
      expect(await counts(...all)).toEqual([1, 4, 2, 1, 7]);
      await changeTopic(db, { id: "cinema", changes: { parent: null }, ...by });
      await undoAct(db, { act, ...by });
      expect(await counts(...all)).toEqual([2, 2, 2, 1, 3]);
      const removed = await removeTopic(db, { id: "systems", ...by });
      expect(await counts(...all)).toEqual([undefined, 2, 2, 1, 3]);
      await undoAct(db, { act: removed.act, ...by });
      expect(await counts(...all)).toEqual([2, 2, 2, 1, 3]);
    });
  },
);

const pairs = (facets: EngineResult["facets"], name: Facet | "month"): [string, number][] =>
  (facets[name] ?? []).map(({ value, count }) => [value, count]);
