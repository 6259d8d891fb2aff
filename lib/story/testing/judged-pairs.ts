/** The pairs of real articles that were judged by hand, with what the files of a corpus say of them. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CORE_SCHEMA, load } from "js-yaml";
import { z } from "zod";
import { parseArticleFile } from "../../article/file";
import type { Wording } from "../wording";

const FILE = fileURLToPath(new URL("./pairs.yaml", import.meta.url));
const PORTALS = ["powerapps", "ai"];

const file = z.array(
  z.strictObject({
    why: z.string().min(10),
    story: z.boolean(),
    part: z.enum(["tuned", "unseen"]),
    pairs: z.array(z.tuple([z.string(), z.string()])).min(1),
  }),
);

export type JudgedPair = { a: string; b: string; story: boolean; part: "tuned" | "unseen"; why: string };

export async function judgedPairs(): Promise<JudgedPair[]> {
  const groups = file.parse(load(await readFile(FILE, "utf8"), { schema: CORE_SCHEMA }));
  return groups.flatMap(({ pairs, ...rest }) => pairs.map(([a, b]) => ({ a, b, ...rest })));
}

/** What is judged by, of an article by its id: a file's name, with `#N` for the Nth entry of its related list. */
export function wordingIn(corpus: string) {
  return (id: string): Wording & { provider: string } => {
    const [slug = "", entry] = id.split("#");
    const { data } = parseArticleFile(textOf(corpus, slug));
    const said = entry === undefined ? data : data.related[Number(entry)];
    if (!said) throw new Error(`${id} names no entry.`);
    return { title: said.title, excerpt: said.excerpt, publishedAt: said.publishedAt, provider: said.provider.domain };
  };
}

function textOf(corpus: string, slug: string): string {
  for (const portal of PORTALS) {
    try {
      return readFileSync(join(corpus, portal, "_news", `${slug}.md`), "utf8");
    } catch {}
  }
  throw new Error(`No file of the corpus is called ${slug}.`);
}
