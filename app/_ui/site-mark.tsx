import type { Site } from "@/lib/site";

/** The site's logo with its name, or either. */
export function SiteMark({ site: { name, logo } }: { site: Pick<Site, "name" | "logo"> }) {
  if (!logo) return name;
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: small, and served as it is */}
      <img
        className={logo.alone ? "site-logo is-alone" : "site-logo"}
        src={logo.src}
        alt={logo.alone ? name : ""}
        width={logo.width ?? undefined}
        height={logo.height ?? undefined}
        referrerPolicy="no-referrer"
      />
      {logo.alone ? null : name}
    </>
  );
}
