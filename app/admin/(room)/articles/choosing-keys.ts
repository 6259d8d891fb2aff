"use client";

/** J and K move, X chooses, and letters do things to what is chosen. */
import { useEffect } from "react";
import { isTyping } from "../../_ui/keys";
import type { Chosen } from "./chosen";
import type { Deed } from "./deeds";
import { DEEDS } from "./deeds";

const rows = () => [...document.querySelectorAll<HTMLElement>("[data-article]")];
const idOf = (row: HTMLElement | undefined) => (row ? Number(row.dataset.article) : null);
const linkOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLAnchorElement>("a");

/** The row that was moved to last, where the focus went elsewhere. */
function currentRow(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-article]") ?? undefined;
}

export function useChoosingKeys(chosen: Chosen, begin: (deed: Deed) => void): void {
  useEffect(() => {
    const move = (step: number, isChoosing: boolean) => {
      const all = rows();
      const current = currentRow();
      const at = current ? all.indexOf(current) : step > 0 ? -1 : all.length;
      const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
      const link = linkOf(next);
      link?.focus();
      link?.scrollIntoView({ block: "nearest" });
      const ids = [idOf(current), idOf(next)].flatMap((id) => id ?? []);
      if (isChoosing) chosen.add(ids);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      const isAnyChosen = chosen.isAll || chosen.ids.size > 0;
      const deed = DEEDS.find((one) => one.key.toLowerCase() === key);
      if (key === "j" || key === "k") move(key === "j" ? 1 : -1, event.shiftKey);
      else if (key === "x" && currentRow()) chosen.toggle(idOf(currentRow()) ?? 0, event.shiftKey);
      else if (key === "a") event.shiftKey ? chosen.chooseAll() : chosen.choosePage();
      else if (key === "escape" && isAnyChosen) chosen.none();
      else if (deed && isAnyChosen && !event.shiftKey) begin(deed);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [chosen, begin]);
}
