"use server";

import { refresh } from "next/cache";
import { adminAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import { INVITE_DAYS, invite, withdrawInvite } from "@/lib/people/invite";
import { makeResetLink, RESET_DAYS } from "@/lib/people/reset-link";
import { removeTwoFactor } from "@/lib/people/two-factor";
import { disableUser, enableUser, setRole } from "@/lib/people/users";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { inviteForm, openInviteForm, personForm } from "./forms";

export const invitePerson = adminAction(inviteForm, async (given, { id, email }) => {
  const made = await invite(database().db, { ...given, by: { id, name: email }, now: new Date() });
  refresh();
  return {
    message: `Give this link to ${made.invite.email}. It works once, for ${INVITE_DAYS} days, and is not shown again.`,
    once: [site().url + urls.invite(made.token)],
  };
});

export const changeInvite = adminAction(openInviteForm, async (given, user) => {
  const { db } = database();
  const by = { id: user.id, name: user.email };
  if (given.act === "withdraw") {
    await withdrawInvite(db, given.email, by);
    refresh();
    return { message: "Withdrawn: the link works no more." };
  }
  const made = await invite(db, { email: given.email, role: given.role, by, now: new Date() });
  refresh();
  return {
    message: `A new link, in place of the one before. It works once, for ${INVITE_DAYS} days, and is not shown again.`,
    once: [site().url + urls.invite(made.token)],
  };
});

export const changePerson = adminAction(personForm, async (given, user) => {
  const { db } = database();
  const by = { id: user.id, name: user.email };
  const { email } = given;
  if (given.act === "reset") {
    const { token } = await makeResetLink(db, { email, by, now: new Date() });
    return {
      message: `Give this link to ${email}. It works once, for ${RESET_DAYS} days, and is not shown again. Until then the password stays as it is.`,
      once: [site().url + urls.resetPassword(token)],
    };
  }
  if (given.act === "role") await setRole(db, email, given.role, by);
  if (given.act === "disable") await disableUser(db, email, by);
  if (given.act === "enable") await enableUser(db, email, by);
  if (given.act === "remove-two-factor") await removeTwoFactor(db, email, by);
  refresh();
  return { message: SAID[given.act === "role" ? given.role : given.act] };
});

const SAID = {
  editor: "Editor from the next request on.",
  admin: "Admin from the next request on.",
  disable: "Disabled, and signed out everywhere.",
  enable: "Enabled: they can sign in again.",
  "remove-two-factor": "Removed: their password is enough until they turn it on again.",
};
