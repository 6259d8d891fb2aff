"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import { changeSettings, type SettingsDone } from "@/lib/settings/change";
import { MAX_LOGO_BYTES, saveLogo } from "@/lib/settings/logo";
import { PAGE_TITLES } from "@/lib/settings/pages";
import { givenSettings } from "@/lib/settings/values";
import { generalForm, logoForm, pageForm } from "./forms";

const NOTHING = "Nothing to change: it is like that already.";

function said(message: string, { act, version }: SettingsDone) {
  refresh();
  return { message: act === null ? NOTHING : message, version, act: act ?? undefined };
}

export const saveGeneral = adminAction(generalForm, async ({ changes, seen }, { id, email }) =>
  said("Saved.", await changeSettings(database().db, { changes, seen, by: { id, name: email } })),
);

export const savePage = adminAction(pageForm, async ({ page, changes, seen }, { id, email }) => {
  const done = await changeSettings(database().db, { changes, seen, by: { id, name: email } });
  const message = changes[page] === null ? "The page is no longer there." : `Saved: the page “${PAGE_TITLES[page]}”.`;
  return said(message, done);
});

export const changeLogo = adminAction(logoForm, async ({ isRemoval, file, address, alone, version }, user) => {
  const { db } = database();
  const by = { id: user.id, name: user.email };
  if (isRemoval) {
    const seen = { fields: ["logo"] as const, version };
    return said("The logo was removed.", await changeSettings(db, { changes: { logo: null }, seen, by }));
  }
  // One byte more tells that there are too many.
  const bytes = file && Buffer.from(await file.slice(0, MAX_LOGO_BYTES + 1).arrayBuffer());
  const present = (await givenSettings(db, ["logo"])).logo ?? null;
  return said("The logo was changed.", await saveLogo(db, { given: { bytes, address, alone }, present, version, by }));
});
