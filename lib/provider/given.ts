/** Providers as forms send them, checked as those of files are. */
import { z } from "zod";
import { known } from "../article/fields";

const MAX_DESCRIPTION_LENGTH = 5_000;

/** What editors decide about a provider. */
export const providerChanges = z
  .strictObject({
    name: known.name,
    domain: known.domain.transform((domain) => domain.toLowerCase()),
    description: known.text(MAX_DESCRIPTION_LENGTH).nullable(),
    images: known.imageList,
  })
  .partial();
