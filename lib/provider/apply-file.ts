/** Puts an organization file into the database. */
import type { Db } from "@/db/client";
import { providersOnceAt } from "@/db/provider-changes";
import { insertProviders, type ProviderRecord, providersByDomain, updateProvider } from "@/db/providers-write";
import { removedProviderFile } from "@/db/subject-events";
import { same } from "../article/same";
import { type ProviderData, parseOrganizationFile } from "./file";
import { chosenLogo } from "./view";

export type ProviderOutcome = { outcome: "new" | "changed" | "unchanged"; id: number; renamed: boolean };

/**
 * Its name wins over what articles say; pictures that articles give stay, since files often name paths of a site. What
 * editors changed stays, but for what the file changed since. The file of a provider that an editor merged or removed
 * changes nothing.
 */
export async function applyOrganizationFile(tx: Db, text: string, data: ProviderData): Promise<ProviderOutcome> {
  const [present] = await providersByDomain(tx, [data.domain]);
  const moved = present ? undefined : (await providersOnceAt(tx, [data.domain])).get(data.domain);
  if (moved && formerOf(moved)?.domain !== data.domain) return { outcome: "unchanged", id: moved.id, renamed: false };
  const existing = present ?? moved;
  if (!existing && (await removedProviderFile(tx, data.domain)) === text) {
    return { outcome: "unchanged", id: 0, renamed: false };
  }
  const [row] = existing ? [existing] : await insertProviders(tx, [data]);
  if (!row) throw new Error(`The provider ${data.domain} could not be added.`);
  if (row.file === text) return { outcome: "unchanged", id: row.id, renamed: false };
  const former = formerOf(row);
  const isChanged = (field: "name" | "description") => former === null || former[field] !== data[field];
  const name = isChanged("name") ? data.name : row.name;
  const description = isChanged("description") ? data.description : row.description;
  await updateProvider(tx, row.id, { name, description, images: imagesNow(row, former, data), file: text });
  return { outcome: existing ? "changed" : "new", id: row.id, renamed: row.name !== name };
}

const formerOf = ({ file }: ProviderRecord): ProviderData | null =>
  file === null ? null : parseOrganizationFile(file);

function imagesNow(row: ProviderRecord, former: ProviderData | null, data: ProviderData) {
  if (same(row.images, former?.images ?? [])) return data.images;
  const isNewer = !same(former?.images ?? [], data.images);
  return isNewer && chosenLogo(row.images) !== undefined ? data.images : row.images;
}
