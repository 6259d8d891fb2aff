import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { exportAll } from "./export";
import { importPaths } from "./import";
import { testFolder } from "./testing/files";

const corpus = process.env.CORPUS_DIR;
if (!corpus) console.log("The corpus tests are skipped: CORPUS_DIR is not set.");

describe.skipIf(!corpus)("a real portal's files", () => {
  const connection = scratchDatabase();
  const out = testFolder();
  const portals = ["powerapps", "ai"].map((name) => join(corpus ?? "", name));
  const sources = () =>
    portals.flatMap((portal) =>
      readdirSync(join(portal, "_news")).map((name) => ({
        name,
        text: readFileSync(join(portal, "_news", name), "utf8"),
      })),
    );
  const parts = (text: string) => {
    const [, yaml = "", ...body] = text.split(/^---$/m);
    return { fields: [CORE_SCHEMA, YAML11_SCHEMA].map((schema) => load(yaml, { schema })), body: body.join("---") };
  };

  test("go in whole, within 5 seconds, and are unchanged the second time", async () => {
    const report = await importPaths(connection, portals);
    expect(report).toMatchObject({
      articles: { new: 513, changed: 0 },
      topics: { new: 7 },
      organizations: { new: 70 },
      refused: 0,
    });
    expect(report.durationMs).toBeLessThan(5_000);
    expect((await importPaths(connection, portals)).articles).toEqual({ new: 0, changed: 0, unchanged: 513 });
  });

  test("the live articles are exactly the published files", async () => {
    const live = await connection.db
      .select({ slug: article.slug })
      .from(article)
      .where(liveCondition(new Date("2026-11-20T12:00:00Z")));
    const published = sources().filter(({ text }) => /^published: true$/m.test(text));
    expect(live.map(({ slug }) => `${slug}.md`).sort()).toEqual(published.map(({ name }) => name).sort());
    const byHand = await connection.db.execute(sql`select quality, heat from article where heat_given is not null`);
    expect(byHand).toEqual([{ quality: 72, heat: 73 }]);
  });

  test("come out with the same data and body, for readers of YAML 1.1 and 1.2", async () => {
    // A change, so that files are spliced and not just given back; then it is taken back.
    await connection.db.execute(
      sql`update article set quality = quality + 1 where slug is not null and quality is not null`,
    );
    await exportAll(connection, out.root);
    for (const { name, text } of sources()) {
      const exported = readFileSync(out.path(join("_news", name)), "utf8");
      const [was, is] = [parts(text), parts(exported)];
      const expected = was.fields.map((fields) => {
        const { quality, ...rest } = fields as { quality?: number };
        return quality === undefined ? rest : { ...rest, quality: quality + 1 };
      });
      expect(is).toEqual({ fields: expected, body: was.body });
      expect(exported.split("\n").find((line) => line.startsWith("secured:"))).toBe(
        text.split("\n").find((line) => line.startsWith("secured:")),
      );
    }
    await connection.db.execute(
      sql`update article set quality = quality - 1 where slug is not null and quality is not null`,
    );
    await exportAll(connection, out.root);
    for (const { name, text } of sources()) {
      expect(readFileSync(out.path(join("_news", name)), "utf8")).toBe(text);
    }
  });
});
