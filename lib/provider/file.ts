/** An organization file as text → what it says of a provider. */
import { z } from "zod";
import type { Image } from "@/db/schema";
import { check, known } from "../article/fields";
import { parseFrontMatter } from "../article/file";
import { Refusal } from "../transfer/refusal";
import type { Fields } from "../transfer/yaml";
import { isDomain } from "./domain";

const { optional, text, name } = known;
const organizationFields = z.object({
  _id: optional(name),
  domain: optional(known.domain),
  name,
  description: optional(text(known.MAX_EXCERPT_LENGTH)),
  images: known.images,
});

export type ProviderData = { domain: string; name: string; description: string | null; images: Image[] };

/** Whether a file says of itself that it is an organization. */
export const isOrganization = (fields: Fields) => fields.taxonomy === "organization";

/** @throws Refusal with the reason, when the text is no organization. */
export function parseOrganizationFile(source: string): ProviderData {
  const { fields } = parseFrontMatter(source);
  if (fields.taxonomy !== undefined && !isOrganization(fields)) throw new Refusal("its taxonomy is not organization");
  const { _id, domain, ...rest } = check(organizationFields, fields);
  const given = domain ?? _id;
  if (given === null) throw new Refusal("domain is missing");
  if (!isDomain(given)) throw new Refusal("its _id is not a domain, and it has no other");
  return { domain: given.toLowerCase(), ...rest };
}
