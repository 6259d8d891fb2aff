"use client";

import { useEffect, useState } from "react";
import { followKept, keysAreOn, type Mute, mutes, type Saved, savedArticles } from "@/app/_ui/habits/kept";
import type { Place } from "@/lib/time";
import { KeyList } from "./key-list";
import { MuteList } from "./mute-list";
import { SavedList } from "./saved-list";

type Kept = { saved: Saved[]; muted: Mute[]; keys: boolean };

const kept = (): Kept => ({ saved: savedArticles(), muted: mutes(), keys: keysAreOn() });

/** Empty until the browser has looked. */
export function ReadingList(place: Place) {
  const [shown, show] = useState<Kept | null>(null);
  useEffect(() => {
    show(kept());
    return followKept(() => show(kept()));
  }, []);
  // What the address names comes with the list.
  const isThere = shown !== null;
  useEffect(() => {
    if (isThere && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [isThere]);
  if (!shown) return null;
  return (
    <>
      <SavedList saved={shown.saved} place={place} />
      <MuteList muted={shown.muted} />
      <KeyList on={shown.keys} />
    </>
  );
}
