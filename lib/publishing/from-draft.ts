/** What a draft's texts stand for in the database: its provider and topics, and what its pictures were beside. */

import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { providersNamed } from "@/db/edit-article";
import { providersOnceAt } from "@/db/provider-changes";
import { insertProviders, providersByDomain } from "@/db/providers-write";
import type { Image } from "@/db/schema";
import { topicsByName } from "@/db/topics-write";
import { AppError } from "../errors";
import { isDomain } from "../provider/domain";
import { PROVIDER, type ProviderView } from "../provider/view";
import type { DraftChanges } from "./given-draft";

const wrong = (field: string, message: string) => new AppError("invalid", { message, fields: { [field]: message } });

/**
 * The provider of this domain or name; a new one of this domain where there is none, in the record as an act of its own.
 * @throws AppError invalid
 */
export async function providerOfDraft(
  tx: Db,
  { provider: given, providerName: name }: { provider: string; providerName?: string | undefined },
  by: Actor,
): Promise<number> {
  const domain = given
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/^www\./, "");
  const [known] = await providersByDomain(tx, [domain]);
  if (known) return known.id;
  const [merged] = (await providersOnceAt(tx, [domain])).values();
  if (merged) return merged.id;
  const [named, second] = await providersNamed(tx, given);
  if (named && second) throw wrong("provider", "Several providers are called so. Give the domain.");
  if (named) return named.id;
  if (!isDomain(domain) || !domain.includes(".")) {
    throw wrong("provider", "There is no such provider. Give its domain, and it is made.");
  }
  const view: ProviderView = { name: name || domain, domain, description: null, images: [] };
  const [made] = await insertProviders(tx, [view]);
  if (made) {
    await appendAudit(tx, { by, action: "create", subject: PROVIDER, subjectId: made.id, after: view });
    return made.id;
  }
  // Somebody else made it at this moment.
  const [theirs] = await providersByDomain(tx, [domain]);
  if (!theirs) throw new Error("A provider was neither made nor there.");
  return theirs.id;
}

/** @throws AppError invalid for a name that is no topic's */
export async function topicsOfDraft(tx: Db, names: string[]): Promise<string[]> {
  const ids = new Map((await topicsByName(tx, names)).map(({ id, name }) => [name, id]));
  const missing = names.filter((name) => !ids.has(name));
  if (missing.length > 0) throw wrong("topics", `There is no topic called ${missing.join(" or ")}.`);
  return names.map((name) => ids.get(name) as string);
}

/** A picture keeps what its file says of it besides, as long as its address is the same. */
export function imagesOfDraft(given: NonNullable<DraftChanges["images"]>, stored: Image[]): Image[] {
  return given.map(({ url, width, height, title }) => {
    const { width: _w, height: _h, title: _t, ...rest } = stored.find((image) => image.url === url) ?? {};
    return {
      ...rest,
      url,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      ...(title === "" ? {} : { title }),
    };
  });
}
