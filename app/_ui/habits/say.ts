/** A line at the lower edge that says what was done, with the way back or on. */

const SHOWN_MS = 8_000;

type Way = { text: string; href: string } | { text: string; act: () => void };

let line: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout>;

export function say(text: string, way?: Way): void {
  line ??= makeLine();
  clearTimeout(timer);
  const said = document.createElement("p");
  said.textContent = text;
  line.replaceChildren(said, ...(way ? [wayOf(way)] : []));
  line.hidden = false;
  hideLater();
}

/** Whoever points at it, or is in it, has all the time. */
function hideLater(): void {
  timer = setTimeout(() => {
    if (line?.matches(":hover, :focus-within")) hideLater();
    else hide();
  }, SHOWN_MS);
}

function hide(): void {
  if (line) line.hidden = true;
  line?.replaceChildren();
}

function makeLine(): HTMLElement {
  const made = document.createElement("div");
  made.className = "habit-said";
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
}

function wayOf(way: Way): HTMLElement {
  if ("href" in way) {
    const link = document.createElement("a");
    link.href = way.href;
    link.textContent = way.text;
    return link;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = way.text;
  button.addEventListener("click", () => {
    hide();
    way.act();
  });
  return button;
}
