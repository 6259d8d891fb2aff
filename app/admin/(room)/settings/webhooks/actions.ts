"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { adminAction } from "@/app/_server/action";
import { sessionSecret } from "@/app/_server/session";
import { database } from "@/lib/database";
import {
  addWebhook as add,
  changeWebhook,
  removeWebhook,
  rotateSecret,
  sendAgain,
  sendTest,
} from "@/lib/push/webhooks";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { resendForm, webhookAct, webhookEdit, webhookForm } from "./forms";

const ONCE = "It is not shown again: give it to the receiver, which checks signatures with it.";

export const addWebhook = adminAction(webhookForm, async (given, { id, email }) => {
  const by = { id, name: email };
  const made = await add(database().db, { ...given, portalSecret: sessionSecret(), by, now: new Date() });
  refresh();
  return { message: `Added. This is its secret. ${ONCE}`, once: [made.secret] };
});

export const editWebhook = adminAction(webhookEdit, async ({ id, ...changes }, user) => {
  const by = { id: user.id, name: user.email };
  const act = await changeWebhook(database().db, id, { ...changes, by, now: new Date() });
  refresh();
  return act === null ? { message: "Nothing to change: it is like that already." } : { message: "Saved.", act };
});

export const actOnWebhook = adminAction(webhookAct, async ({ id, act }, user) => {
  const { db } = database();
  const doing = { by: { id: user.id, name: user.email }, now: new Date() };
  if (act === "remove") {
    await removeWebhook(db, id, doing);
    redirect(urls.admin.webhooks);
  }
  if (act === "rotate") {
    const secret = await rotateSecret(db, id, { ...doing, portalSecret: sessionSecret() });
    refresh();
    return { message: `The new secret. The old one signs as well for a day. ${ONCE}`, once: [secret] };
  }
  if (act === "test") {
    await sendTest(db, id, { ...doing, siteUrl: site().url });
    refresh();
    return { message: "A test message is on its way: the log says what comes of it." };
  }
  const done = await changeWebhook(db, id, { ...doing, enabled: act === "on" });
  refresh();
  const message = act === "on" ? "Switched on: it hears of what changes from now on." : "Switched off.";
  return { message, act: done ?? undefined };
});

export const resendMessage = adminAction(resendForm, async ({ id, delivery }, user) => {
  const by = { id: user.id, name: user.email };
  await sendAgain(database().db, id, { deliveryId: delivery, by, now: new Date() });
  refresh();
  return { message: "On its way again." };
});
