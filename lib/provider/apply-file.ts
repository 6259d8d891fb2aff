/** Puts an organization file into the database. */
import type { Db } from "@/db/client";
import { insertProviders, providersByDomain, updateProvider } from "@/db/providers-write";
import { same } from "../article/same";
import { type ProviderData, parseOrganizationFile } from "./file";

export type ProviderOutcome = { outcome: "new" | "changed" | "unchanged"; id: number; renamed: boolean };

/** Its name wins over what articles say; pictures that articles give stay, since files often name paths of a site. */
export async function applyOrganizationFile(tx: Db, text: string, data: ProviderData): Promise<ProviderOutcome> {
  const [existing] = await providersByDomain(tx, [data.domain]);
  const [row] = existing ? [existing] : await insertProviders(tx, [data]);
  if (!row) throw new Error(`The provider ${data.domain} could not be added.`);
  if (row.file === text) return { outcome: "unchanged", id: row.id, renamed: false };
  const formerImages = row.file === null ? [] : parseOrganizationFile(row.file).images;
  const images = same(row.images, formerImages) ? data.images : row.images;
  await updateProvider(tx, row.id, { name: data.name, description: data.description, images, file: text });
  return { outcome: existing ? "changed" : "new", id: row.id, renamed: row.name !== data.name };
}
