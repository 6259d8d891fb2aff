/** What the search page does while somebody types and clicks. It knows the document and no framework. */
import { textOf, withChange, withText, withValue } from "./search-steps";

const TYPING_MS = 120;
/** A search that stands so long is finished: Back returns to it. */
const FINISHED_MS = 1500;

type Go = (href: string, how: { replace: boolean; scroll: boolean }) => void;
/** A search on the page: its text, and how much it found (null: nobody knows). */
export type Shown = { q: string; total: number | null };
export type Live = {
  /** This search is on the page now. */
  arrived: (search: Shown) => void;
  stop: () => void;
};

/** Follows the box and the links inside `root`; `go` shows the search at an address. */
export function liveSearch(root: HTMLElement, go: Go): Live {
  const box = () => root.querySelector<HTMLInputElement>("input[name=q]");
  /** Where the search being typed began: its first result is a new step in the history, the others replace it. */
  let began: string | null = null;
  /** The address asked for last, until it is there. */
  let wanted: string | null = null;
  /** What is on the page. */
  let shown: Shown | null = null;
  /** The text of a finished search that is counted when it is there. */
  let finished: string | null = null;
  /** The box is ahead of the page, and must not be changed. */
  let isTyped = false;
  let typing: ReturnType<typeof setTimeout>;
  let rest: ReturnType<typeof setTimeout>;
  /** The link that was followed, to be found again. */
  let followed: string | null = null;

  const here = () => location.pathname + location.search;

  function send() {
    clearTimeout(typing);
    clearTimeout(rest);
    rest = setTimeout(finish, FINISHED_MS);
    const before = wanted ?? here();
    const text = box()?.value ?? "";
    if (text.trim() === textOf(before).trim()) return;
    const href = withText(before, text);
    began ??= here();
    wanted = href;
    go(href, { replace: here() !== began, scroll: false });
  }

  /** The search is what the reader wanted: it is counted as a page view is, with what it found. */
  function finish() {
    clearTimeout(rest);
    if (began === null) return;
    began = null;
    if (wanted !== null) finished = textOf(wanted);
    else if (shown) count(shown);
  }

  function typed(event: Event) {
    if (event.target !== box() || (event as InputEvent).isComposing) return;
    isTyped = true;
    clearTimeout(typing);
    clearTimeout(rest);
    typing = setTimeout(send, TYPING_MS);
  }

  function submitted(event: Event) {
    event.preventDefault();
    const dates = changedDates(event.target as HTMLFormElement);
    if (dates.length > 0) {
      sendDates(dates);
      return;
    }
    isTyped = true;
    send();
    finish();
    // On a phone the keyboard goes, and the results are in sight.
    if (matchMedia("(pointer: coarse)").matches) box()?.blur();
  }

  function sendDates(fields: HTMLInputElement[]) {
    clearTimeout(typing);
    finish();
    const next = withText(wanted ?? here(), box()?.value ?? "");
    wanted = fields.reduce((href, { name, value }) => withValue(href, name, value), next);
    go(wanted, { replace: false, scroll: false });
  }

  function clicked(event: MouseEvent) {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/search?"], a[href="/search"]');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const text = box()?.value ?? "";
    clearTimeout(typing);
    finish();
    followed = link.dataset.keep ?? "";
    wanted = withChange(wanted ?? here(), here(), link.href);
    // A link made before the latest letters keeps them, unless it changes the text itself.
    isTyped = isTyped && textOf(link.href) === textOf(here());
    if (isTyped && text.trim() !== textOf(wanted).trim()) wanted = withText(wanted, text);
    go(wanted, { replace: false, scroll: link.rel === "next" || link.rel === "prev" });
  }

  function left() {
    clearTimeout(typing);
    clearTimeout(rest);
    began = null;
    wanted = null;
    finished = null;
    isTyped = false;
  }

  function arrived(search: Shown) {
    const { q } = search;
    wanted = null;
    shown = search;
    if (finished !== null && oneLine(finished) === oneLine(q)) count(search);
    finished = null;
    const input = box();
    if (input && !isTyped && input.value !== q) input.value = q;
    if (followed === null) return;
    // A link that is gone must not leave the reader nowhere.
    if (document.activeElement === document.body) {
      const again = followed && root.querySelector<HTMLElement>(`[data-keep="${CSS.escape(followed)}"]`);
      (again || root.querySelector("h1"))?.focus({ preventScroll: true });
    }
    followed = null;
  }

  root.addEventListener("input", typed);
  root.addEventListener("compositionend", typed);
  root.addEventListener("submit", submitted);
  root.addEventListener("click", clicked);
  addEventListener("popstate", left);
  // What was typed before the script ran.
  if (box()?.value !== box()?.defaultValue) {
    isTyped = true;
    send();
  }
  return {
    arrived,
    stop: () => {
      left();
      root.removeEventListener("input", typed);
      root.removeEventListener("compositionend", typed);
      root.removeEventListener("submit", submitted);
      root.removeEventListener("click", clicked);
      removeEventListener("popstate", left);
    },
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

function count({ q, total }: Shown): void {
  if (q && total !== null) navigator.sendBeacon("/search/seen", new URLSearchParams({ q, total: String(total) }));
}

const changedDates = (form: HTMLFormElement): HTMLInputElement[] =>
  [...form.elements].filter(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && field.type === "date" && field.value !== field.defaultValue,
  );
