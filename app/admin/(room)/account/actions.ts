"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { editorAction } from "@/app/_server/action";
import { currentSession, keepSession, limits } from "@/app/_server/auth";
import { limitedAddress } from "@/app/_server/client-address";
import { sessionSecret } from "@/app/_server/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { makeToken, revokeToken, type Scope } from "@/lib/people/api-tokens";
import { changeOwnPassword, confirmPassword } from "@/lib/people/own-password";
import { endOtherSessions, endOwnSession } from "@/lib/people/sessions";
import * as twoFactor from "@/lib/people/two-factor";
import { passwordForm, sessionForm, tokenForm, twoFactorForm } from "./forms";

export const changePassword = editorAction(passwordForm, async (given, user) => {
  const session = await ownSession();
  const asked = { ...given, user, sessionId: session.sessionId, address: await address(), now: new Date() };
  const { sessionVersion } = await changeOwnPassword(database().db, asked, limits());
  await keepSession({ ...session, sessionVersion });
  refresh();
  return { message: "Changed. You are signed out everywhere but here." };
});

export const endSessions = editorAction(sessionForm, async (given, user) => {
  const { db } = database();
  if (given.act === "end") {
    await endOwnSession(db, user, given.session);
    refresh();
    return { message: "Signed out there." };
  }
  const ended = await endOtherSessions(db, user, (await ownSession()).sessionId);
  refresh();
  return { message: ended === 1 ? "Signed out of one other." : `Signed out of ${ended} others.` };
});

export const changeTwoFactor = editorAction(twoFactorForm, async (given, user) => {
  const { db } = database();
  const secret = sessionSecret();
  const now = new Date();
  if ("password" in given) {
    const confirmation = { user, password: given.password, address: await address(), now };
    await confirmPassword(db, confirmation, limits());
  }
  if (given.act === "begin") await twoFactor.beginTwoFactor(db, user, secret);
  if (given.act === "cancel") await twoFactor.cancelTwoFactor(db, user, secret);
  if (given.act === "off") await twoFactor.turnOffTwoFactor(db, user);
  const once =
    given.act === "confirm"
      ? await twoFactor.turnOnTwoFactor(db, { user, code: given.code, now }, secret)
      : given.act === "renew"
        ? await twoFactor.renewRecoveryCodes(db, user)
        : undefined;
  refresh();
  return { message: SAID[given.act], ...(once ? { once } : {}) };
});

export const changeTokens = editorAction(tokenForm, async (given, user) => {
  const { db } = database();
  const now = new Date();
  if (given.act === "revoke") {
    await revokeToken(db, user, given.id, now);
    refresh();
    return { message: "Revoked. Nothing gets in with it any more." };
  }
  const { password, name, days, write, publish } = given;
  await confirmPassword(db, { user, password, address: await address(), now }, limits());
  const scopes: Scope[] = [
    ...(write ? ["articles:write" as const] : []),
    ...(publish ? ["articles:publish" as const] : []),
  ];
  const token = await makeToken(db, { user, name, scopes, days, now });
  refresh();
  return { message: "Here is the token. It is shown this once: keep it where the program finds it.", once: [token] };
});

const SAID = {
  begin: "",
  cancel: "Left off.",
  confirm: "Two-factor is on.",
  renew: "New recovery codes. The old ones work no more.",
  off: "Two-factor is off.",
};

const address = async () => limitedAddress(await headers());

async function ownSession() {
  const session = await currentSession();
  if (!session) throw new AppError("start-over");
  return session;
}
