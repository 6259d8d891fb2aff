import type { Site } from "../../site";
import { urls } from "../../urls";

/** The portal itself, as who stands behind its pages. */
export const organizationOf = ({ name, url, logo }: Site) => ({
  "@type": "Organization",
  "@id": `${url}/#organization`,
  name,
  url: url + urls.home,
  logo: new URL(logo?.src ?? "/icons/icon-512.png", url).href,
});
