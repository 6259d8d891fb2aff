import { content } from "../../../../content.mjs";

/** Rendered at the first request and kept, as pages are that were rendered by the build. */
export const generateStaticParams = () => [];

export default async function Page({ params }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is what the portal sent
  return <main dangerouslySetInnerHTML={{ __html: content(await params) }} />;
}
