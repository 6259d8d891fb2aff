/**
 * Suggestions for a search box, as the combobox pattern has them: the focus stays in the box, arrows choose, Enter opens
 * what is chosen or else searches, Esc closes and then clears, Tab leaves. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import type { Suggestions } from "@/lib/search/suggest";
import { groupsOf, type Option } from "./options";
import { type Panel, panel } from "./panel";
import { completed, type OpenWord, openWord } from "./word";

const TYPING_MS = 120;
const NOTHING: Suggestions = { query: "", articles: [], topics: [], providers: [] };
const known = new WeakSet<HTMLInputElement>();
let boxes = 0;

/** Gives the box suggestions; once is enough. */
export function combobox(box: HTMLInputElement): void {
  if (known.has(box)) return;
  known.add(box);
  const id = `suggest-${++boxes}`;
  let shown: Panel | null = null;
  let word: OpenWord | null = null;
  let chosen = -1;
  let typing: ReturnType<typeof setTimeout>;
  let asking: AbortController | null = null;

  /** Says how many suggestions there are, since the focus stays in the box. */
  const spoken = document.createElement("p");
  spoken.className = "sr";
  spoken.setAttribute("aria-live", "polite");

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  box.setAttribute("aria-expanded", "false");

  function close(): void {
    clearTimeout(typing);
    asking?.abort();
    shown?.element.remove();
    shown = null;
    spoken.textContent = "";
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-controls");
    box.removeAttribute("aria-activedescendant");
  }

  async function ask(): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    // In the page before it has something to say: what comes with its text is not read aloud.
    if (!spoken.isConnected) box.closest("search")?.append(spoken);
    const text = box.value;
    const open = openWord(text, box.selectionStart ?? text.length);
    const sought = open ? open.value : text;
    try {
      const found = open?.list === "types" || sought.trim() === "" ? NOTHING : await suggestions(sought, mine.signal);
      // The box may have been left, or say something else by now.
      if (mine.signal.aborted || document.activeElement !== box || box.value !== text) return;
      word = open;
      show(groupsOf(found, open));
    } catch {
      // Suggestions are a help: without an answer the box is a box.
    }
  }

  function show(groups: ReturnType<typeof groupsOf>): void {
    if (groups.length === 0) {
      close();
      return;
    }
    const next = panel(groups, id);
    // Neither the mouse nor a finger takes the focus from the box.
    next.element.addEventListener("pointerdown", (event) => event.preventDefault());
    for (const { option, element } of next.options) element.addEventListener("click", () => choose(option));
    if (shown) shown.element.replaceWith(next.element);
    else box.closest("search")?.append(next.element);
    shown = next;
    const { length } = next.options;
    const said = `${length} ${length === 1 ? "suggestion" : "suggestions"}`;
    if (spoken.textContent !== said) spoken.textContent = said;
    box.setAttribute("aria-expanded", "true");
    box.setAttribute("aria-controls", id);
    point(-1);
  }

  /** Moves to an option; -1 is the box itself. */
  function point(to: number): void {
    shown?.options[chosen]?.element.setAttribute("aria-selected", "false");
    chosen = to;
    const element = shown?.options[to]?.element;
    if (!element) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", element.id);
  }

  function choose({ does }: Option): void {
    if ("href" in does) {
      close();
      location.assign(does.href);
      return;
    }
    if (!word) return;
    const { text, caret } = completed(box.value, word, does.value);
    close();
    write(text);
    box.setSelectionRange(caret, caret);
  }

  /** Changes the text as if it had been typed. */
  function write(text: string): void {
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  function move(step: 1 | -1): void {
    if (!shown) {
      ask();
      return;
    }
    const places = shown.options.length + 1;
    point(((chosen + 1 + step + places) % places) - 1);
  }

  box.addEventListener("input", (event) => {
    if ((event as InputEvent).isComposing) return;
    clearTimeout(typing);
    typing = setTimeout(ask, TYPING_MS);
  });
  box.addEventListener("blur", close);
  box.form?.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => {
    // With a key held it is the browser's: Shift with an arrow selects to the start or the end.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const current = shown?.options[chosen];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current) choose(current.option);
    else if (event.key === "Escape" && shown) close();
    else if (event.key === "Escape" && box.value) write("");
    else return;
    event.preventDefault();
  });
  // What was typed before this code came.
  if (box.value !== box.defaultValue) ask();
}

async function suggestions(q: string, signal: AbortSignal): Promise<Suggestions> {
  const answer = await fetch(`/api/v1/suggest?${new URLSearchParams({ q })}`, { signal });
  return answer.ok ? answer.json() : NOTHING;
}
