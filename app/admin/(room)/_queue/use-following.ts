"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { QueueStart } from "@/lib/queue/page";
import type { Near, QueueFilter, QueuePage } from "@/lib/queue/types";
import { urls } from "@/lib/urls";
import { call } from "../../_ui/call";
import { UNDONE_EVENT } from "../../_ui/toasts";
import { type Desk, isUnsaved, shownIds } from "./desk-state";
import { keep, kept } from "./kept";
import type { DeskStore } from "./store";

/** When so few follow, the next page is asked for. */
const MORE_AT = 40;
/** How many articles ahead pictures and neighbours are asked for. */
const PICTURES_AHEAD = 4;
/** What a browser takes for the place that pictures have here. */
const AHEAD_WIDTH = 320;
const NEAR_AHEAD = 12;
const NEAR_ASKED = 20;
const KEEP_AFTER_MS = 200;
/** What comes in meanwhile joins at the end, so often and whenever somebody comes back to the page. */
const LOOK_EVERY_MS = 60_000;

/** What comes from elsewhere into the desk: acts taken back, the page read anew, and what was kept before a reload. */
export function useFollowing(store: DeskStore, start: QueueStart, path: string): void {
  const seen = useRef({ start, path });
  useEffect(() => {
    if (seen.current.start === start) return;
    store.dispatch({ type: "fresh", page: start, total: start.total, reorder: seen.current.path !== path });
    seen.current = { start, path };
  }, [store, start, path]);

  useEffect(() => {
    const found = kept();
    if (found) store.dispatch({ type: "remembered", ...found });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keepNow = () => keep(store.get());
    // Not between a key and what it shows.
    const unsubscribe = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(keepNow, KEEP_AFTER_MS);
    });
    const onUndone = (event: Event) => store.dispatch({ type: "undone", act: (event as CustomEvent<number>).detail });
    const onLeave = (event: BeforeUnloadEvent) => {
      if (isUnsaved(store.get())) event.preventDefault();
    };
    window.addEventListener(UNDONE_EVENT, onUndone);
    window.addEventListener("beforeunload", onLeave);
    window.addEventListener("pagehide", keepNow);
    return () => {
      unsubscribe();
      clearTimeout(timer);
      keepNow();
      window.removeEventListener("pagehide", keepNow);
      window.removeEventListener(UNDONE_EVENT, onUndone);
      window.removeEventListener("beforeunload", onLeave);
    };
  }, [store]);
}

/** Reads the queue anew while somebody looks at it. */
export function useArrivals(): void {
  const { refresh } = useRouter();
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && refresh();
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [refresh]);
}

/** Asks for what comes next before it is needed: the next page, and pictures. */
export function useAhead(store: DeskStore, desk: Desk, filter: QueueFilter): void {
  const asked = useRef<unknown>(null);
  useEffect(() => {
    const ids = shownIds(desk);
    const at = desk.current === null ? 0 : ids.indexOf(desk.current);
    for (const id of ids.slice(at + 1, at + 1 + PICTURES_AHEAD)) {
      const { key, src } = desk.articles[id]?.picture ?? {};
      if (src) new Image().src = key ? urls.image(key, AHEAD_WIDTH, "avif") : src;
    }
    if (desk.next === null || asked.current === desk.next || ids.length - at > MORE_AT) return;
    asked.current = desk.next;
    void call<QueuePage>("/api/newsroom/queue/more", { filter, after: desk.next }).then((answer) => {
      if (answer.ok) store.dispatch({ type: "more", page: answer.value });
      else asked.current = null;
    });
  }, [store, desk, filter]);
}

/** Published articles that the current one and those after it may belong to; asked for in the background. */
export function useNear(desk: Desk): Record<number, Near> {
  const [near, setNear] = useState<Record<number, Near>>({});
  const asked = useRef(new Set<number>());
  useEffect(() => {
    const ids = shownIds(desk);
    const at = desk.current === null ? 0 : Math.max(ids.indexOf(desk.current), 0);
    const missing = ids.slice(at, at + NEAR_ASKED).filter((id) => !asked.current.has(id));
    // Many at once, and not for each article that is judged.
    if (missing.length === 0 || (missing.length < NEAR_AHEAD && asked.current.has(ids[at] ?? 0))) return;
    for (const id of missing) asked.current.add(id);
    void call<Record<number, Near>>("/api/newsroom/queue/near", { ids: missing }).then((answer) => {
      if (answer.ok) setNear((known) => ({ ...known, ...answer.value }));
      else for (const id of missing) asked.current.delete(id);
    });
  }, [desk]);
  return near;
}
