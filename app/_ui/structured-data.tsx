import { scriptJson } from "@/lib/discovery/structured-data";

/** Says it to machines (JSON-LD). A block of data, which no browser runs. */
export function StructuredData({ of }: { of: object }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped for a script element
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(of) }} />
  );
}
