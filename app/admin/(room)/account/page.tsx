import type { Metadata } from "next";
import { currentSession, requireRole } from "@/app/_server/auth";
import { sessionSecret } from "@/app/_server/session";
import { Age } from "@/app/_ui/age";
import { database } from "@/lib/database";
import { LIFETIMES_DAYS, MAX_TOKEN_NAME, ownTokens } from "@/lib/people/api-tokens";
import { browserName } from "@/lib/people/browser-name";
import { MIN_PASSWORD_LENGTH } from "@/lib/people/password";
import { ownSessions } from "@/lib/people/sessions";
import { totpAddress } from "@/lib/people/totp";
import { type TwoFactor, twoFactorOf } from "@/lib/people/two-factor";
import { site } from "@/lib/site";
import { shortDate } from "@/lib/time";
import { urls } from "@/lib/urls";
import { PasswordPanel } from "./password-panel";
import { QrCode } from "./qr-code";
import { SessionsPanel } from "./sessions-panel";
import { TokensPanel } from "./tokens-panel";
import { type ShownFactor, TwoFactorPanel } from "./two-factor-panel";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const user = await requireRole("editor", urls.admin.account);
  const { db } = database();
  const now = new Date();
  const place = site();
  const clock = { now, ...place };
  const [sessions, factor, own, tokens] = await Promise.all([
    ownSessions(db, user, now),
    twoFactorOf(db, user, sessionSecret()),
    currentSession(),
    ownTokens(db, user, now),
  ]);
  const shown = sessions.map(({ id, agent, createdAt, seenAt }) => ({
    id,
    browser: browserName(agent),
    isThis: id === own?.sessionId,
    since: <Age at={createdAt} clock={clock} />,
    seen: <Age at={seenAt} clock={clock} />,
  }));
  return (
    <main className="people-room" id="main">
      <div className="list-tools">
        <h1>Account</h1>
      </div>
      <p className="answering">
        {user.email}, {user.role === "admin" ? "an admin" : "an editor"} since {shortDate(user.createdAt, now, place)}.
      </p>
      <div className="own">
        <div className="own-keys">
          <SessionsPanel sessions={shown} />
          <TokensPanel
            tokens={tokens.map(({ id, name, start, scopes, createdAt, expiresAt, lastUsedAt }) => ({
              id,
              name,
              start,
              scopes,
              made: <Age at={createdAt} clock={clock} />,
              used: lastUsedAt ? <Age at={lastUsedAt} clock={clock} /> : null,
              until: expiresAt ? shortDate(expiresAt, now, place) : null,
            }))}
            lifetimes={[...LIFETIMES_DAYS]}
            maxName={MAX_TOKEN_NAME}
          />
        </div>
        <div className="own-keys">
          <PasswordPanel email={user.email} minPasswordLength={MIN_PASSWORD_LENGTH} />
          <TwoFactorPanel factor={shownFactor(factor, user.email)} />
        </div>
      </div>
    </main>
  );

  function shownFactor(found: TwoFactor, email: string): ShownFactor {
    if (found.state === "off") return found;
    if (found.state === "on") {
      const since = <time dateTime={found.since.toISOString()}>{shortDate(found.since, now, place)}</time>;
      return { state: "on", since, codesLeft: found.codesLeft };
    }
    const address = totpAddress(found.secret, { site: place.name, email });
    const qr = <QrCode text={address} label="QR code for your authenticator app" />;
    return { state: "begun", secret: found.secret, address, qr };
  }
}
