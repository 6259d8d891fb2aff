import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { Age } from "@/app/_ui/age";
import { database } from "@/lib/database";
import { openInvites } from "@/lib/people/invite";
import { listUsers } from "@/lib/people/users";
import { site } from "@/lib/site";
import { shortDate } from "@/lib/time";
import { urls } from "@/lib/urls";
import { InviteForm } from "./invite-form";
import { OpenInvite } from "./open-invite";
import { PeopleKeys } from "./people-keys";
import { Person } from "./person";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const me = await requireRole("admin", urls.admin.users);
  const { db } = database();
  const now = new Date();
  const clock = { now, ...site() };
  const [people, invites] = await Promise.all([listUsers(db), openInvites(db, now)]);
  const active = people.filter(({ disabledAt }) => disabledAt === null);
  const admins = active.filter(({ role }) => role === "admin").length;
  return (
    <main className="people-room" id="main">
      <PeopleKeys />
      <div className="list-tools">
        <h1>People</h1>
        <p className="hint needs-js">
          <span className="only-wide">
            <kbd>J</kbd> <kbd>K</kbd> move, <kbd>↵</kbd> opens, <kbd>I</kbd> invites
          </span>
        </p>
      </div>
      <p className="answering">{summary(active.length, admins, people.length - active.length)}</p>
      <div className="people-desk">
        <div className="people-lists">
          <section className="panel" aria-labelledby="everyone">
            <h2 id="everyone">Everyone</h2>
            <ul className="people" aria-label="Everyone">
              {people.map(({ id, email, role, disabledAt, totpSince, lastSignInAt }) => (
                <Person
                  key={id}
                  account={urls.admin.account}
                  person={{
                    id,
                    email,
                    role,
                    isDisabled: disabledAt !== null,
                    hasTwoFactor: totpSince !== null,
                    isSelf: id === me.id,
                  }}
                  seen={
                    lastSignInAt ? (
                      <>
                        signed in <Age at={lastSignInAt} clock={clock} />
                      </>
                    ) : (
                      "never signed in"
                    )
                  }
                />
              ))}
            </ul>
          </section>
          {invites.length > 0 ? (
            <section className="panel" aria-labelledby="invited">
              <h2 id="invited">Invited</h2>
              <ul className="people" aria-label="Invitations">
                {invites.map(({ email, role, expiresAt }) => (
                  <OpenInvite
                    key={email}
                    email={email}
                    role={role}
                    until={<time dateTime={expiresAt.toISOString()}>{shortDate(expiresAt, now, clock)}</time>}
                  />
                ))}
              </ul>
            </section>
          ) : null}
        </div>
        <InviteForm />
      </div>
    </main>
  );
}

function summary(active: number, admins: number, disabled: number): string {
  const gone = disabled === 0 ? "" : ` ${disabled} ${disabled === 1 ? "is" : "are"} disabled.`;
  if (active === 1) return `Only you may sign in.${gone}`;
  return `${active} people may sign in, ${admins === 1 ? "one of them" : `${admins} of them`} as admin.${gone}`;
}
