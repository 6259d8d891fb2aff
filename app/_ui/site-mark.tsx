import { pictureKey } from "@/lib/pictures/key";
import type { Site } from "@/lib/site";
import { urls } from "@/lib/urls";

/** Of a logo that comes from elsewhere; it is shown at most a third of this wide. */
const LOGO_WIDTH = 480;

/** The site's logo with its name, or either. */
export function SiteMark({ site: { name, logo } }: { site: Pick<Site, "name" | "logo"> }) {
  if (!logo) return name;
  const key = pictureKey(logo.src);
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: small, and served as it is */}
      <img
        className={logo.alone ? "site-logo is-alone" : "site-logo"}
        src={key ? urls.image(key, LOGO_WIDTH, "webp") : logo.src}
        alt={logo.alone ? name : ""}
        width={logo.width ?? undefined}
        height={logo.height ?? undefined}
      />
      {logo.alone ? null : name}
    </>
  );
}
