"use server";

import { redirect } from "next/navigation";
import { editorAction } from "@/app/_server/action";
import { heardChanges } from "@/app/_server/follow-changes";
import { database } from "@/lib/database";
import * as providers from "@/lib/provider/change";
import { providerMeant } from "@/lib/provider/find";
import { mergeProviders, removeProvider } from "@/lib/provider/merge";
import { urls } from "@/lib/urls";
import { mergeProviderForm, newProviderForm, providerForm, removeProviderForm } from "./forms";

export const createProvider = editorAction(newProviderForm, async (given, { id, email }) => {
  const by = { id, name: email };
  const done = await providers.createProvider(database().db, { ...given, by, now: new Date() });
  await heardChanges();
  redirect(`${urls.admin.provider(done.domain)}?act=${done.act}`);
});

export const saveProvider = editorAction(providerForm, async (edit, { id, email }) => {
  const by = { id, name: email };
  const done = await providers.changeProvider(database().db, { ...edit, by, now: new Date() });
  if (!done.changed) return { message: "Nothing to change: it is like that already." };
  await heardChanges();
  redirect(`${urls.admin.provider(done.domain)}?act=${done.act}`);
});

export const mergeProvider = editorAction(mergeProviderForm, async ({ provider, into }, { id, email }) => {
  const { db } = database();
  const other = await providerMeant(db, into);
  const act = { from: provider, into: other.id, by: { id, name: email }, now: new Date() };
  const done = await mergeProviders(db, act);
  await heardChanges();
  redirect(`${urls.admin.provider(done.domain)}?act=${done.act}`);
});

export const dropProvider = editorAction(removeProviderForm, async ({ provider, seen }, { id, email }) => {
  const by = { id, name: email };
  const done = await removeProvider(database().db, { id: provider, seen, by, now: new Date() });
  await heardChanges();
  redirect(`${urls.admin.providers}?act=${done.act}`);
});
