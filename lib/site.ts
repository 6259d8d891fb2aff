/**
 * What the site calls itself and where it is: as admins have set it, else from the environment. Read in many places, so
 * what admins set is kept in each process, and read anew when it changes.
 */
import type { Db } from "@/db/client";
import { env } from "./env";
import type { SiteLogo } from "./settings/keys";
import { SITE_PAGES, type SitePage } from "./settings/pages";
import { givenSettings } from "./settings/values";
import type { Place } from "./time";

export type Site = {
  name: string;
  description: string;
  url: string;
  logo: SiteLogo | null;
  /** Those that have a text. */
  pages: SitePage[];
} & Place;

type Given = Partial<Omit<Site, "url" | "locale">>;

const KEY = Symbol.for("gazette.site");
/** On globalThis, since the bundler makes several copies of a module. */
const shared = globalThis as { [KEY]?: Given };

export function site(): Site {
  const { SITE_NAME, SITE_DESCRIPTION, SITE_URL, SITE_LOCALE, SITE_TIME_ZONE } = env();
  return {
    name: SITE_NAME,
    description: SITE_DESCRIPTION,
    url: SITE_URL,
    locale: SITE_LOCALE,
    timeZone: SITE_TIME_ZONE,
    logo: null,
    pages: [],
    ...shared[KEY],
  };
}

/** Reads what admins have set: to be called at the start, and when SETTINGS_TAG is announced. */
export async function refreshSite(db: Db): Promise<void> {
  const { minimumQuality, about, imprint, privacy, contact, ...given } = await givenSettings(db);
  const texts = { about, imprint, privacy, contact };
  shared[KEY] = { ...given, pages: SITE_PAGES.filter((page) => texts[page]) };
}
