/** What the forms of providers send. */
import { z } from "zod";
import { changedFields, seenJson } from "@/app/admin/_ui/names/seen";
import { known } from "@/lib/article/fields";
import { givenProvider } from "@/lib/provider/given";
import { chosenLogo, withLogo } from "@/lib/provider/view";

const line = z.string().trim();
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** As people copy it: with what stands before and behind a host in an address. */
const domain = line
  .transform((text) => text.replace(/^https?:\/\//i, "").replace(/\/.*$/, ""))
  .pipe(givenProvider.domain);

export const newProviderForm = z.object({ name: line.pipe(givenProvider.name), domain });

export const providerForm = z
  .object({
    provider: id,
    seen: seenJson,
    /** What is there now, where the editor was told of it and saves all the same. */
    over: seenJson.optional(),
    name: line.pipe(givenProvider.name),
    domain,
    description: line.transform((text) => text || null).pipe(givenProvider.description.nullable()),
    logo: line.transform((text) => text || null).pipe(givenProvider.logo.nullable()),
  })
  .transform(({ provider, seen, over, logo, ...fields }) => {
    const present = over ?? seen;
    const images = known.imageList.catch([]).parse(present.fields.images);
    const isOther = logo !== (chosenLogo(images)?.url ?? null);
    const changes = { ...changedFields(fields, seen), ...(isOther ? { images: withLogo(images, logo) } : {}) };
    return { id: provider, seen: present, changes };
  });

export const mergeProviderForm = z.object({ provider: id, into: line.min(1, "is missing") });

export const removeProviderForm = z.object({ provider: id, seen: seenJson });
