import type { Site } from "../site";
import { urls } from "../urls";

/** The colours of the paper, light: a manifest has one. */
const PAPER = "#fcfcfb";
/** Longer ones are cut below an icon. */
const MAX_SHORT_NAME = 12;

/** What an installed portal is called and looks like. https://www.w3.org/TR/appmanifest/ */
export function webManifest({ name, description, locale }: Pick<Site, "name" | "description" | "locale">) {
  const icon = (file: string, sizes: string, type: string, purpose: string) => ({
    src: file,
    sizes,
    type,
    purpose,
  });
  const shortcut = (title: string, url: string) => ({ name: title, url });
  return {
    id: "/",
    name,
    ...([...name].length > MAX_SHORT_NAME ? {} : { short_name: name }),
    ...(description ? { description } : {}),
    lang: locale,
    start_url: urls.home,
    scope: "/",
    display: "minimal-ui",
    background_color: PAPER,
    theme_color: PAPER,
    categories: ["news"],
    icons: [
      icon("/icons/icon-192.png", "192x192", "image/png", "any"),
      icon("/icons/icon-512.png", "512x512", "image/png", "any"),
      icon("/icons/maskable-512.png", "512x512", "image/png", "maskable"),
      icon("/icon.svg", "any", "image/svg+xml", "any"),
    ],
    shortcuts: [
      shortcut("Latest", urls.latest),
      shortcut("Search", urls.search()),
      shortcut("Reading list", urls.readingList),
    ],
  };
}
