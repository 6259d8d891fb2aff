import { urls } from "@/lib/urls";
import { cardAround } from "./card";
import { isKept, saveArticle, unsaveArticle } from "./kept";
import { say } from "./say";

/** Saves the article that the button belongs to, or takes it off the list. Saved ones can be read offline. */
export function toggleSaved(button: HTMLElement): void {
  const card = cardAround(button);
  if (!card) return;
  const { slug, title, provider, domain } = card;
  const wasKept = isKept(slug);
  const done = wasKept ? unsaveArticle(slug) : saveArticle({ slug, title, provider, domain, at: Date.now() });
  if (!done) {
    say("This browser does not let pages keep anything.");
    return;
  }
  if (!wasKept) navigator.serviceWorker?.controller?.postMessage({ keep: urls.article(slug) });
  say(wasKept ? "Taken off your reading list." : "Saved to your reading list.", {
    text: "Open the list",
    href: urls.readingList,
  });
}
