/** A provider → the text of its organization file: as it came wherever nothing changed. */
import type { ProviderRecord } from "@/db/providers-write";
import { frontMatterOf } from "../article/front-matter";
import { same } from "../article/same";
import { changedYaml, yamlOf } from "../transfer/write-fields";
import { parseYaml } from "../transfer/yaml";
import { parseOrganizationFile } from "./file";
import { chosenLogo, type ProviderView } from "./view";

const ORDER = ["taxonomy", "_id", "name", "domain", "description", "images"];

export function organizationFileText(row: ProviderRecord & { file: string }): string {
  const parts = frontMatterOf(row.file);
  if (!parts) return newOrganizationFile(row);
  const { yamlStart, yamlEnd } = parts;
  const yaml = row.file.slice(yamlStart, yamlEnd);
  const changed = changes(row, yaml);
  if (changed.size === 0) return row.file;
  return row.file.slice(0, yamlStart) + changedYaml(yaml, changed, ORDER) + row.file.slice(yamlEnd);
}

/** The file of a provider that has none so far. */
export function newOrganizationFile({ name, domain, description, images }: ProviderView): string {
  const logo = chosenLogo(images);
  const fields = {
    taxonomy: "organization",
    _id: domain,
    name,
    domain,
    description: description ?? undefined,
    images: logo ? [logo] : undefined,
  };
  return `---\n${yamlOf(fields, ORDER)}---\n`;
}

function changes(row: ProviderRecord & { file: string }, yaml: string): Map<string, unknown> {
  const data = parseOrganizationFile(row.file);
  const changed = new Map<string, unknown>();
  if (row.name !== data.name) changed.set("name", row.name);
  if (row.domain !== data.domain) {
    changed.set("domain", row.domain);
    if (parseYaml(yaml)._id !== undefined) changed.set("_id", row.domain);
  }
  if (row.description !== data.description) changed.set("description", row.description ?? undefined);
  // Pictures that articles give are in their files; those of the provider's own file are the file's or an editor's.
  const isChosen = chosenLogo(row.images) !== undefined || chosenLogo(data.images) !== undefined;
  const kept = row.images.filter(({ url, logo }) => logo === true || data.images.some((image) => image.url === url));
  if ((isChosen || row.images.length === 0) && !same(kept, data.images)) {
    changed.set("images", kept.length > 0 ? kept : undefined);
  }
  return changed;
}
