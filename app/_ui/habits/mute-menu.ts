/** What of an article can be muted, below the button that asked. */
import { cardAround, type HeldCard } from "./card";
import { MAX_WORD_LENGTH, type Mute, mute, mutedWord, unmute } from "./kept";
import { say } from "./say";

const EDGE_PX = 8;

let menu: HTMLElement | null = null;

export function openMuteMenu(button: HTMLElement): void {
  menu?.remove();
  const card = cardAround(button);
  if (!card) return;
  menu = menuOf(card, button);
  document.body.append(menu);
  menu.showPopover();
  place(menu, button);
  menu.querySelector("button")?.focus();
}

function menuOf(card: HeldCard, button: HTMLElement): HTMLElement {
  const made = document.createElement("div");
  made.className = "mute-menu";
  made.setAttribute("popover", "auto");
  made.setAttribute("role", "dialog");
  made.setAttribute("aria-label", "Mute");
  const choose = (what: Mute) => {
    const next = nextHeading(button);
    made.hidePopover();
    if (!mute(what)) {
      say("This browser does not let pages keep anything.");
      return;
    }
    // The button may be gone with its article: a reader who uses the keyboard goes on at the next one.
    if (!button.checkVisibility()) next?.focus();
    say(`Muted: ${what.name}.`, { text: "Undo", act: () => unmute(what) });
  };
  const provider: Mute = { kind: "provider", id: card.domain, name: card.provider };
  for (const what of [provider, ...card.topics]) {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.textContent = `Mute ${what.name}`;
    choice.addEventListener("click", () => choose(what));
    made.append(choice);
  }
  made.append(wordForm(choose));
  made.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "closed") made.remove();
  });
  made.addEventListener("keydown", (event) => step(made, event));
  return made;
}

function wordForm(choose: (what: Mute) => void): HTMLElement {
  const form = document.createElement("form");
  const label = document.createElement("label");
  label.textContent = "Titles and excerpts with";
  const field = document.createElement("input");
  field.className = "field";
  field.maxLength = MAX_WORD_LENGTH;
  field.autocomplete = "off";
  field.placeholder = "a word";
  label.append(field);
  const send = document.createElement("button");
  send.className = "btn";
  send.textContent = "Mute";
  form.append(label, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const what = mutedWord(field.value);
    if (what) choose(what);
    else field.focus();
  });
  return form;
}

/** Arrows go from choice to choice. */
function step(made: HTMLElement, event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const stops = [...made.querySelectorAll<HTMLElement>("button, input")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[(at + by + stops.length) % stops.length]?.focus();
  event.preventDefault();
}

/** The first article after the button's that is not hidden with it. */
function nextHeading(button: HTMLElement): HTMLElement | undefined {
  const own = button.closest("article, li");
  const links = [...document.querySelectorAll<HTMLElement>("main article .hed a")];
  return links.find((link) => own && own.compareDocumentPosition(link) === Node.DOCUMENT_POSITION_FOLLOWING);
}

function place(made: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = made.getBoundingClientRect();
  const right = document.documentElement.clientWidth - width - EDGE_PX;
  const below = at.bottom + height + EDGE_PX <= innerHeight ? at.bottom : Math.max(EDGE_PX, at.top - height);
  made.style.left = `${Math.max(EDGE_PX, Math.min(at.left, right)) + scrollX}px`;
  made.style.top = `${below + scrollY}px`;
}
