/** Providers as forms send them, checked as those of files are. */
import { known } from "../article/fields";
import { isImageUrl, MAX_URL_BYTES } from "../article/link";

const MAX_DESCRIPTION_LENGTH = 5_000;

/** Checks of what editors decide about a provider. */
export const givenProvider = {
  name: known.name,
  domain: known.domain.transform((domain) => domain.toLowerCase()),
  description: known.text(MAX_DESCRIPTION_LENGTH),
  logo: known.text(MAX_URL_BYTES).refine(isImageUrl, "is neither an http or https address nor a path of this site"),
};
