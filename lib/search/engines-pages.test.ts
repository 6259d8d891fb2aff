/** The contract of every engine: orders, pages, stories, schedules. */

import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { story } from "@/db/schema";
import { NO_FILTERS } from "./parameters";
import { SORTS } from "./port";
import { at, forEveryEngine, NOW } from "./testing/contract";

const COUNT = 57;
const STORIES = 6;
/** Many share a day, and a heat; some are of a story, that of the first article is large. */
const MANY = Object.fromEntries(
  Array.from({ length: COUNT }, (_, place) => [
    `many${place}`,
    {
      title: `Ledger ${"entry ".repeat(1 + (place % 4))}`,
      excerpt: place % 3 === 0 ? "A ledger again." : "",
      publishedAt: at(`2025-03-${String(1 + (place % 9)).padStart(2, "0")}`),
      heat: place % 5 === 0 ? null : (place % 4) * 10,
      quality: 50,
      storyId: place % 5 === 1 ? 1 + (place % STORIES) : place > 45 ? 1 : null,
    },
  ]),
);
const ARTICLES = {
  ...MANY,
  running: { title: "Zeppelin now", liveFrom: at("2026-11-01"), liveUntil: at("2026-12-15") },
  waiting: { title: "Zeppelin later", liveFrom: at("2026-12-01") },
  ended: { title: "Zeppelin before", liveUntil: at("2026-11-01") },
};

const prepare = async (db: Parameters<NonNullable<Parameters<typeof forEveryEngine>[1]["prepare"]>>[0]) => {
  await db.insert(story).values(Array.from({ length: STORIES }, () => ({})));
};

forEveryEngine<string>(ARTICLES, { prepare }, ({ ask, check, db, found, idOf, sync }) => {
  const ledgers = Object.entries(MANY).map(([name, given]) => ({ id: idOf.bind(null, name), ...given }));
  const inOrder = (key: (one: (typeof ledgers)[number]) => number[]) =>
    ledgers
      .map((one) => ({ ...one, key: [...key(one), one.id()] }))
      .sort(
        (a, b) => b.key.map((part, place) => part - (a.key[place] ?? 0)).find((difference) => difference !== 0) ?? 0,
      );
  const expected = {
    newest: () => inOrder((one) => [one.publishedAt.getTime()]),
    top: () => inOrder((one) => [one.heat ?? 0, one.publishedAt.getTime()]),
  };

  for (const sort of ["newest", "top"] as const) {
    check(`sort=${sort}`, async () => {
      const { ids, total } = await ask(`q=ledger&sort=${sort}&limit=100`);
      expect(total).toBe(COUNT);
      expect(ids).toEqual(expected[sort]().map(({ id }) => id()));
    });
    check(`sort=${sort} without a word`, async () => {
      expect((await ask(`to=2025&sort=${sort}&limit=100`)).ids).toEqual(expected[sort]().map(({ id }) => id()));
    });
    check(`sort=${sort} of stories shows the first of each`, async () => {
      const seen = new Set<number>();
      const first = expected[sort]().filter(
        ({ storyId }) => storyId === null || (!seen.has(storyId) && seen.add(storyId)),
      );
      const { ids, total, groups } = await ask(`q=ledger&sort=${sort}&limit=100`, { collapse: true });
      expect(ids).toEqual(first.map(({ id }) => id()));
      expect({ total, groups }).toEqual({ total: COUNT, groups: first.length });
    });
  }

  for (const sort of SORTS)
    for (const collapse of [false, true])
      check(`pages of sort=${sort}${collapse ? ", stories as one," : ""} join to the whole`, async () => {
        const whole = await ask(`q=ledger&sort=${sort}&limit=100`, { collapse });
        expect(whole.ids).toHaveLength(whole.groups);
        const joined: number[] = [];
        for (let offset = 0; offset < whole.groups + 10; offset += 10) {
          const page = await ask(`q=ledger&sort=${sort}&limit=10&offset=${offset}`, { collapse });
          expect({ total: page.total, groups: page.groups }).toEqual({ total: whole.total, groups: whole.groups });
          joined.push(...page.ids);
        }
        expect(joined).toEqual(whole.ids);
        expect(new Set(joined).size).toBe(joined.length);
      });

  check("a story has one place in relevance, too", async () => {
    const { ids, groups } = await ask("q=ledger&limit=100", { collapse: true });
    const stories = ids.map((id) => ledgers.find((one) => one.id() === id)?.storyId).filter((each) => each !== null);
    expect(new Set(stories).size).toBe(stories.length);
    expect(ids).toHaveLength(groups);
  });

  check("only those of some stories", async () => {
    const stories = [2, 3];
    const wanted = ledgers.filter(({ storyId }) => storyId !== null && stories.includes(storyId)).map(({ id }) => id());
    const { ids, total } = await ask("q=ledger&limit=100", { filters: { ...NO_FILTERS, stories } });
    expect(ids.sort()).toEqual(wanted.sort());
    expect(total).toBe(wanted.length);
  });

  check("no place at all, only counts", async () => {
    expect(await ask("q=ledger&limit=0")).toMatchObject({ ids: [], total: COUNT });
  });

  check("what is scheduled is found from its time on, and no longer than that", async () => {
    const zeppelins = async (now: Date) => {
      await sync(now);
      return (await found("q=zeppelin", { now })).sort();
    };
    expect(await zeppelins(at("2026-10-01"))).toEqual(["ended"]);
    expect(await zeppelins(at("2026-12-01"))).toEqual(["running", "waiting"]);
    expect(await zeppelins(at("2026-12-15"))).toEqual(["waiting"]);
    expect(await zeppelins(NOW)).toEqual(["running"]);
  });

  check("an article is found as it is now", async () => {
    const id = idOf("running");
    const rename = async (title: string) => {
      await db.execute(sql`update article set title = ${title} where id = ${id}`);
      await sync();
    };
    await rename("Montgolfier now");
    expect([await found("q=zeppelin"), await found("q=montgolfier")]).toEqual([[], ["running"]]);
    await rename("Zeppelin now");
    expect([await found("q=zeppelin"), await found("q=montgolfier")]).toEqual([["running"], []]);
  });
});
