/** What programs do to articles, each through the one way that articles are changed. */
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { articleAddressed, writtenRow } from "@/db/write-address";
import { AppError } from "../errors";
import { changeArticles } from "../publishing/change";
import type { Changes } from "../publishing/plan";
import type { Expected } from "../transfer/put-file";
import { urls } from "../urls";
import type { WrittenArticle } from "./schemas/writing";

type Outcome = WrittenArticle["outcome"];

/** An article as programs are told of it. @throws AppError not-found */
export async function writtenArticle(db: Db, id: number, siteUrl: string, outcome: Outcome): Promise<WrittenArticle> {
  const row = await writtenRow(db, id);
  if (!row || row.slug === null) throw notThere();
  const { slug, state, version, title, quality, heat, heatGiven, liveFrom, liveUntil } = row;
  return {
    slug,
    url: siteUrl + urls.article(slug),
    title,
    state,
    version,
    quality,
    heat,
    heatByHand: heatGiven !== null,
    liveFrom: liveFrom?.toISOString() ?? null,
    liveUntil: liveUntil?.toISOString() ?? null,
    outcome,
  };
}

/** @throws AppError not-found */
export async function articleToWrite(db: Db, slug: string): Promise<number> {
  const id = slug.includes("\0") ? null : await articleAddressed(db, slug);
  if (id === null) throw notThere();
  return id;
}

export type ChangeBySlug = {
  slug: string;
  /** The version that the program saw; absent where it is right whatever others did. */
  expected: Expected;
  changes: Changes;
  confirmed?: number | null | undefined;
  by: Actor;
  now: Date;
};

/** @throws AppError not-found, conflict, below-minimum (until confirmed), invalid */
export async function changeBySlug(db: Db, { slug, expected, by, now, ...edit }: ChangeBySlug) {
  const id = await articleToWrite(db, slug);
  if (expected.absent) throw new AppError("conflict", { message: "There is an article of this name." });
  const { results } = await changeArticles(db, { edits: [{ id, version: expected.version, ...edit }], by, now });
  const outcome: Outcome = results[0]?.changed ? "changed" : "unchanged";
  return { id, outcome };
}

const notThere = () => new AppError("not-found", { message: "There is no article of this name." });
