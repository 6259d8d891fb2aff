/** What the site calls itself and where it is, from the settings. */
import { env } from "./env";
import type { Place } from "./time";

export type Site = { name: string; description: string; url: string } & Place;

export function site(): Site {
  const { SITE_NAME, SITE_DESCRIPTION, SITE_URL, SITE_LOCALE, SITE_TIME_ZONE } = env();
  return {
    name: SITE_NAME,
    description: SITE_DESCRIPTION,
    url: SITE_URL,
    locale: SITE_LOCALE,
    timeZone: SITE_TIME_ZONE,
  };
}
