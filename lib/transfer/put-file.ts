/** Takes one article file from a program: as import does, with the rules that hold for editors. */
import { type Actor, appendAudit, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import { badDataReason, databaseNow, lockForImport } from "@/db/importing";
import { articleAddressed } from "@/db/write-address";
import { acting } from "../acting";
import { hashOf, parseArticleFile } from "../article/file";
import { slugOfFile } from "../article/slug";
import { AppError } from "../errors";
import { actionOf, requireQuality } from "../publishing/change";
import { CREATE } from "../publishing/create";
import { ARTICLE } from "../publishing/history";
import { type LockedArticle, lockArticles } from "../publishing/lock";
import { difference } from "../publishing/plan";
import { applyArticles } from "./apply-articles";
import type { ParsedArticle } from "./parse-file";
import { Refusal } from "./refusal";
import { reindexRenamed } from "./reindex-renamed";
import { emptyReport, type ImportRun } from "./run";

/** What must be true of the article as it is: its version, that it is not there, or that it is. */
export type Expected = {
  version?: number | undefined;
  absent?: boolean | undefined;
  present?: boolean | undefined;
};

export type PutFile = {
  slug: string;
  /** The whole file. */
  text: string;
  by: Actor;
  now: Date;
  /** Whether what the file says may publish the article, or take it back. */
  mayPublish: boolean;
  /** The quality that was confirmed to publish although it is below the minimum. */
  confirmed?: number | undefined;
  expected: Expected;
};

export type PutResult = { id: number; outcome: "new" | "changed" | "unchanged" };

/**
 * Makes or updates the article of this name: what differs from its file as it last came is changed, what editors
 * changed otherwise stays.
 * @throws AppError invalid (with the reason), not-allowed, below-minimum, conflict, gone
 */
export async function putArticleFile(db: Db, put: PutFile): Promise<PutResult> {
  try {
    return await acting(db, (tx) => putIn(tx, put));
  } catch (error) {
    if (error instanceof Refusal) throw new AppError("invalid", { message: `Not taken: ${error.message}.` });
    const reason = badDataReason(error);
    if (reason === null) throw error;
    throw new AppError("invalid", { message: `Not taken: the database does not take it: ${reason}` });
  }
}

async function putIn(tx: Db, put: PutFile): Promise<PutResult> {
  const { slug, text, by, now } = put;
  const file: ParsedArticle = {
    kind: "article",
    path: `${slug}.md`,
    folder: "",
    fileName: `${slug}.md`,
    absolutePath: "",
    slug: slugOfFile(`${slug}.md`),
    text,
    hash: hashOf(text),
    data: parseArticleFile(text).data,
  };
  await lockForImport(tx);
  const addressee = await addressed(tx, slug);
  requireExpected(addressee, put.expected);
  const run = await runOf(tx, by, now);
  await applyArticles(tx, [file], run);
  await reindexRenamed(tx, run);
  const after = await addressed(tx, slug);
  if (!after) throw new Error(`No article at ${slug} after its file was taken.`);
  // A file may take a name back that led elsewhere.
  const before = addressee?.id === after.id ? addressee : null;
  await requireRights(tx, before, after, put);
  const outcome = before === null ? "new" : before.version === after.version ? "unchanged" : "changed";
  if (outcome !== "unchanged") await record(tx, by, before, after);
  return { id: after.id, outcome };
}

async function addressed(tx: Db, slug: string): Promise<LockedArticle | null> {
  const id = await articleAddressed(tx, slug);
  return id === null ? null : ((await lockArticles(tx, [id])).get(id) ?? null);
}

function requireExpected(before: LockedArticle | null, { version, absent, present }: Expected): void {
  if (absent && before) throw new AppError("conflict", { message: "There is an article of this name already." });
  if (before ? version === undefined || before.version === version : version === undefined && !present) return;
  const is = before ? `It is at version ${before.version} now.` : "There is no article of this name.";
  throw new AppError("conflict", { message: `Somebody else changed this meanwhile. ${is} Nothing was saved.` });
}

/** Checked when it is done, since only then it is known what the file came to; what is refused is taken back. */
async function requireRights(tx: Db, before: LockedArticle | null, after: LockedArticle, put: PutFile): Promise<void> {
  const isOtherState = before ? before.state !== after.state : after.state === "published";
  if (!isOtherState) return;
  if (!put.mayPublish) {
    throw new AppError("not-allowed", {
      message: "The file says whether it is published, and this token may not publish. Leave `published` out.",
    });
  }
  if (after.state === "published") await requireQuality(tx, after.quality, put.confirmed);
}

async function runOf(tx: Db, program: Actor, now: Date): Promise<ImportRun> {
  return {
    now,
    startedAt: await databaseNow(tx),
    places: { trees: [], folders: [] },
    keepsPaths: false,
    program,
    folders: new Set(),
    report: emptyReport(),
    renamedProviders: new Set(),
    renamedTopics: new Set(),
    refuse: (_, refusal) => {
      throw refusal;
    },
  };
}

async function record(tx: Db, by: Actor, before: LockedArticle | null, after: LockedArticle): Promise<void> {
  const act = await newAct(tx);
  const { id: subjectId, ...is } = after;
  const subject = { by, subject: ARTICLE, subjectId };
  if (before === null) return appendAudit(tx, { ...subject, action: CREATE, after: is }, { act });
  const { id: _, ...was } = before;
  await appendAudit(tx, { ...subject, action: actionOf(before, after), ...difference(was, is) }, { act });
}
