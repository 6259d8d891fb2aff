/** An editor's changes of providers: one transaction, and everything that follows from it. */
import { announce } from "@/db/announce";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import {
  forgetDomains,
  insertProvider,
  lockArticlesOfProvider,
  lockProvider,
  redirectDomains,
  setProvider,
} from "@/db/provider-changes";
import { providersByDomain } from "@/db/providers-write";
import { ARTICLES_TAG, FRAME_TAG, providerTag } from "../cache-tags";
import { AppError } from "../errors";
import { difference } from "../publishing/plan";
import { inOneAct, requireAsSeen, type Seen, type Step } from "../record/step";
import { MAX_REINDEXED, reindex } from "../search/reindex";
import { PROVIDER, type ProviderView, viewOf } from "./view";
import { newOrganizationFile } from "./write-file";

export type ProviderChanges = { [Field in keyof ProviderView]?: ProviderView[Field] | undefined };
export type ProviderEdit = { id: number; seen?: Seen | undefined; changes: ProviderChanges };
export type ProviderDone = { id: number; domain: string; changed: boolean };

/**
 * Changes a provider. Another domain leaves a redirect.
 * @throws AppError not-found, conflict (with what changed since it was seen), invalid (with the field)
 */
export function changeProvider(db: Db, { by, now, ...edit }: ProviderEdit & { by: Actor; now: Date }) {
  return inOneAct(db, { by, now }, (tx, step) => changeProviderIn(tx, edit, step));
}

export async function changeProviderIn(tx: Db, { id, seen, changes }: ProviderEdit, step: Step): Promise<ProviderDone> {
  await lockForImport(tx);
  // Articles before their provider, as whoever edits one holds it first.
  const isNamed = changes.name !== undefined || changes.domain !== undefined;
  const articleIds = isNamed ? await articlesOf(tx, id) : [];
  const row = await lockProvider(tx, id);
  if (!row) throw new AppError("not-found");
  const before = viewOf(row);
  await requireAsSeen(tx, PROVIDER, [String(id)], before, seen);
  const asked = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: ProviderView = { ...before, ...asked };
  if (Object.keys(difference(before, after).after).length === 0) return { id, domain: row.domain, changed: false };
  if (after.domain !== before.domain) await requireFreeDomain(tx, after.domain);
  // With a file it is exported, and articles do not rename it.
  const file = row.file ?? newOrganizationFile(after);
  await setProvider(tx, id, { ...after, file });
  if (after.domain !== before.domain) {
    await forgetDomains(tx, [after.domain]);
    await redirectDomains(tx, [before.domain], id);
  }
  await appendAudit(
    tx,
    {
      by: step.by,
      action: "edit",
      subject: PROVIDER,
      subjectId: id,
      ...difference({ ...before, file: row.file }, { ...after, file }),
    },
    step,
  );
  await follow(tx, articleIds, [id]);
  return { id, domain: after.domain, changed: true };
}

/** Makes a provider. @throws AppError invalid, with the field */
export function createProvider(
  db: Db,
  { by, now, name, domain }: { name: string; domain: string; by: Actor; now: Date },
) {
  return inOneAct(db, { by, now }, async (tx, step): Promise<ProviderDone> => {
    await lockForImport(tx);
    await requireFreeDomain(tx, domain);
    const view: ProviderView = { name, domain, description: null, images: [] };
    const { id } = await insertProvider(tx, { ...view, file: newOrganizationFile(view) });
    await forgetDomains(tx, [domain]);
    await appendAudit(tx, { by, action: "create", subject: PROVIDER, subjectId: id, after: view }, step);
    await follow(tx, [], [id]);
    return { id, domain, changed: true };
  });
}

export async function requireFreeDomain(tx: Db, domain: string): Promise<void> {
  const [other] = await providersByDomain(tx, [domain]);
  if (!other) return;
  throw new AppError("invalid", { fields: { domain: `is that of ${other.name}: merge them instead` } });
}

/** Locks the articles of a provider. @throws AppError invalid, where they are too many for one act */
export async function articlesOf(tx: Db, id: number): Promise<number[]> {
  const ids = await lockArticlesOfProvider(tx, id, MAX_REINDEXED + 1);
  if (ids.length <= MAX_REINDEXED) return ids;
  const most = MAX_REINDEXED.toLocaleString("en");
  throw new AppError("invalid", { message: `It has more than ${most} articles: too many to change at once.` });
}

/** Search and pages follow. */
export async function follow(tx: Db, articleIds: number[], providerIds: number[]): Promise<void> {
  await reindex(tx, articleIds);
  await announce(tx, [FRAME_TAG, ARTICLES_TAG, ...providerIds.map(providerTag)]);
}
