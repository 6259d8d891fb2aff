"use server";

import { refresh } from "next/cache";
import { adminAction, editorAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import { requestRebuild, retryParked } from "@/lib/search/status";
import * as synonyms from "@/lib/search/synonyms";
import { nothingSent, synonymForm, synonymId } from "./forms";
import { counted } from "./words";

export const addSynonym = editorAction(synonymForm, async ({ words }, { id, email }) => {
  const added = await synonyms.addSynonym(database().db, { words, by: { id, name: email } });
  refresh();
  return { message: `Added: ${added.words.join(", ")}.` };
});

export const removeSynonym = editorAction(synonymId, async ({ id }, user) => {
  await synonyms.removeSynonym(database().db, { id, by: { id: user.id, name: user.email } });
  refresh();
  return undefined;
});

export const rebuildIndex = adminAction(nothingSent, async () => {
  await requestRebuild(database().db);
  refresh();
  return {
    message: "A rebuild was asked for. Its progress shows above while it runs; a small index is done in a moment.",
  };
});

export const retryFailures = adminAction(nothingSent, async () => {
  const retried = await retryParked(database().db);
  refresh();
  return { message: retried === 0 ? "None was left to try." : `Tried again: ${counted(retried, "article")}.` };
});
