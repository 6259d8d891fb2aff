/** Takes changes of providers back: what is gone comes back with its articles, each field becomes what it was. */
import { appendAudit, newAct } from "@/db/audit";
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import {
  domainsLeadingTo,
  forgetDomains,
  giveArticlesTo,
  insertProvider,
  lockProvider,
  redirectDomains,
  setProvider,
} from "@/db/provider-changes";
import { type ProviderRecord, providersByDomain } from "@/db/providers-write";
import { REMOVE } from "@/db/subject-events";
import { ARTICLES_TAG, FRAME_TAG, providerTag } from "../cache-tags";
import { AppError } from "../errors";
import { changeProviderIn, follow, type ProviderChanges } from "../provider/change";
import { mergeProvidersIn, removeProviderIn } from "../provider/merge";
import { PROVIDER } from "../provider/view";
import type { Step } from "./step";
import type { Undo, Undone } from "./undo";

type Gone = ProviderRecord & { former: string[]; articles?: number[] };

export async function undoProviderEvents(tx: Db, events: RecordedEvent[], { act, by, now }: Undo): Promise<Undone> {
  const step: Step = { by, now, act: await newAct(tx), undoes: act };
  let changed = 0;
  for (const event of events.toReversed()) if (await takeBack(tx, event, step)) changed += 1;
  const tags = events.map(({ subjectId }) => providerTag(Number(subjectId)));
  return { act: step.act, changed, tags: [FRAME_TAG, ARTICLES_TAG, ...tags] };
}

async function takeBack(tx: Db, event: RecordedEvent, step: Step): Promise<boolean> {
  const id = Number(event.subjectId);
  const { before, after } = event;
  switch (event.action) {
    case "merge":
    case REMOVE:
      return bringBack(tx, before as Gone, (after.into as number | undefined) ?? null, step);
    case "restore":
      if (typeof before.into === "number")
        return (await mergeProvidersIn(tx, { from: id, into: before.into }, step)).changed;
      return (await removeProviderIn(tx, { id }, step)).changed;
    case "create":
      return (await removeProviderIn(tx, { id, seen: { since: event.id, fields: after } }, step)).changed;
    default:
      return fieldsBack(tx, event, step);
  }
}

async function fieldsBack(tx: Db, { id: since, subjectId, before, after }: RecordedEvent, step: Step) {
  const id = Number(subjectId);
  const { file: fileBefore, ...changes } = before;
  const { file: fileAfter, ...fields } = after;
  const { changed } = await changeProviderIn(
    tx,
    { id, seen: { since, fields }, changes: changes as ProviderChanges },
    step,
  );
  if (fileBefore === null && (await lockProvider(tx, id))?.file === fileAfter)
    await setProvider(tx, id, { file: null });
  return changed;
}

async function bringBack(tx: Db, { former, articles = [], ...row }: Gone, into: number | null, step: Step) {
  await lockForImport(tx);
  const isTaken = (await providersByDomain(tx, [row.domain])).length > 0;
  if (isTaken || (into !== null && !(await lockProvider(tx, into)))) throw new AppError("conflict");
  await insertProvider(tx, row);
  await forgetDomains(tx, [row.domain]);
  // Who has or had one of them meanwhile keeps it.
  await redirectDomains(tx, await domainsLeadingTo(tx, former, into), row.id);
  const ids = into === null ? [] : await giveArticlesTo(tx, articles, { from: into, to: row.id, now: step.now });
  await appendAudit(
    tx,
    {
      by: step.by,
      action: "restore",
      subject: PROVIDER,
      subjectId: row.id,
      before: into === null ? null : { into },
      after: { name: row.name },
    },
    step,
  );
  await follow(tx, ids, [row.id, ...(into === null ? [] : [into])]);
  return true;
}
