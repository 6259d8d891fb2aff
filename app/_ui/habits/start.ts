/** The little that each page loads; what is rarely used comes when it is used. */
import type { MuteCount } from "./shown";

const KEYS = ["j", "k", "o", "?"];

/** `tell` hears how many articles of the page are muted. */
export function startHabits(tell: (count: MuteCount) => void): () => void {
  const stops = [watchClicks(), watchKeys(), watchKept(tell)];
  keepPages();
  return () => {
    for (const stop of stops) stop();
  };
}

function watchClicks(): () => void {
  const clicked = (event: MouseEvent) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-save], [data-mute]");
    if (!button) return;
    if ("save" in button.dataset) import("./save").then(({ toggleSaved }) => toggleSaved(button)).catch(() => {});
    else import("./mute-menu").then(({ openMuteMenu }) => openMuteMenu(button)).catch(() => {});
  };
  addEventListener("click", clicked);
  return () => removeEventListener("click", clicked);
}

function watchKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (!KEYS.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if ((event.target as Element | null)?.closest("input, textarea, select, [contenteditable], dialog, [popover]"))
      return;
    import("./keys").then(({ press }) => press(event.key)).catch(() => {});
  };
  addEventListener("keydown", pressed);
  document.documentElement.dataset.habits = "";
  return () => removeEventListener("keydown", pressed);
}

/** Readers who never saved or muted anything load none of it. */
function watchKept(tell: (count: MuteCount) => void): () => void {
  let stop = () => {};
  let isOver = false;
  const begin = () => {
    removeEventListener("kept", begin);
    import("./shown").then(
      ({ followShown }) => {
        if (!isOver) stop = followShown(tell);
      },
      () => {},
    );
  };
  if (hasKept()) begin();
  else addEventListener("kept", begin);
  return () => {
    isOver = true;
    removeEventListener("kept", begin);
    stop();
  };
}

function hasKept(): boolean {
  try {
    return ["reading-list", "mutes"].some((key) => (localStorage.getItem(key) ?? "[]") !== "[]");
  } catch {
    return false;
  }
}

/** The service worker (public/sw.js). It asks the portal first, so it is in nobody's way who develops. */
function keepPages(): void {
  navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
}
