/** The list below a search box, as a listbox with groups. */
import type { Group, Option } from "./options";

export type Panel = { element: HTMLElement; options: { option: Option; element: HTMLElement }[] };

const KEYS: [key: string, does: string][] = [
  ["↑ ↓", "choose"],
  ["↵", "open or search"],
  ["Esc", "close"],
];

/** Built anew for each answer; `id` makes its parts unique in the page. */
export function panel(groups: Group[], id: string): Panel {
  const options: Panel["options"] = [];
  const list = make("div", "suggest-list");
  list.id = id;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  for (const [at, { name, options: found }] of groups.entries()) {
    const group = make("div", "suggest-group");
    group.setAttribute("role", "group");
    const head = make("div", "suggest-head", name);
    head.id = `${id}-${at}`;
    group.setAttribute("aria-labelledby", head.id);
    group.append(head);
    for (const option of found) {
      const element = row(option);
      element.id = `${id}-${at}-${options.length}`;
      options.push({ option, element });
      group.append(element);
    }
    list.append(group);
  }
  const element = make("div", "suggest");
  element.append(list, keys());
  return { element, options };
}

function row({ pieces, aside, voice }: Option): HTMLElement {
  const text = make("span", `suggest-text voice-${voice}`);
  for (const { text: piece, mark } of pieces) text.append(mark ? make("b", "", piece) : piece);
  const element = make("div", "suggest-option");
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.append(text, " ", make("span", "suggest-aside", aside));
  return element;
}

function keys(): HTMLElement {
  const line = make("p", "suggest-keys only-wide");
  line.setAttribute("aria-hidden", "true");
  for (const [key, does] of KEYS) {
    const one = make("span", "");
    for (const part of key.split(" ")) one.append(make("kbd", "", part), " ");
    one.append(does);
    line.append(one);
  }
  return line;
}

function make(name: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
