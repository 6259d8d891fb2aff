import { urls } from "@/lib/urls";
import { READER_KEYS } from "./reader-keys";

let help: HTMLElement | null = null;

/** Shows the keys, or takes them away. */
export function toggleKeyHelp(): void {
  help ??= helpMade();
  help.togglePopover();
  if (help.matches(":popover-open")) help.focus();
}

function helpMade(): HTMLElement {
  const made = document.createElement("div");
  made.className = "key-help";
  made.setAttribute("popover", "auto");
  made.setAttribute("role", "dialog");
  made.setAttribute("aria-label", "Keys");
  made.tabIndex = -1;
  const list = document.createElement("dl");
  for (const [key, does] of READER_KEYS) {
    const [term, said, cap] = ["dt", "dd", "kbd"].map((name) => document.createElement(name)) as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    cap.textContent = key;
    term.append(cap);
    said.textContent = does;
    list.append(term, said);
  }
  const off = document.createElement("a");
  off.className = "under";
  off.href = `${urls.readingList}#keys`;
  off.textContent = "Turn them off";
  made.append(list, off);
  // The key that opened it closes it, too.
  made.addEventListener("keydown", (event) => {
    if (event.key === "?") made.hidePopover();
  });
  document.body.append(made);
  return made;
}
