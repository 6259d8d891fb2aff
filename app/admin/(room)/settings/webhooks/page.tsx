import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { Age } from "@/app/_ui/age";
import { database } from "@/lib/database";
import { allWebhooks, lastOutcomes } from "@/lib/push/webhooks";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { AddWebhook } from "./add-form";
import { hostOf, outcomeWord, stateWord } from "./words";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  await requireRole("admin", urls.admin.webhooks);
  const { db } = database();
  const clock = { now: new Date(), ...site() };
  const [webhooks, outcomes] = await Promise.all([allWebhooks(db), lastOutcomes(db)]);
  return (
    <main className="webhooks-room" id="main">
      <div className="list-tools">
        <p>
          <a href={urls.admin.settings}>Settings</a> /
        </p>
        <h1>Webhooks</h1>
      </div>
      <p className="answering">
        Programs elsewhere are told when an article goes live, changes or ends: a signed message to their address, tried
        again for a day where it does not arrive.
      </p>
      <section className="panel" aria-labelledby="webhooks">
        <h2 id="webhooks">Told of changes</h2>
        {webhooks.length === 0 ? <p className="hint">Nobody yet.</p> : null}
        <ul className="webhooks">
          {webhooks.map((webhook) => {
            const last = outcomes.get(webhook.id);
            return (
              <li key={webhook.id}>
                <span className={`st ${webhook.enabled ? "published" : "unpublished"}`} aria-hidden="true" />
                <a href={urls.admin.webhook(webhook.id)}>{hostOf(webhook.url)}</a>
                <p className="sub">
                  <span>{stateWord(webhook)}</span>
                  {last ? (
                    <span>
                      last message {outcomeWord(last)}, <Age at={last.createdAt} clock={clock} />
                    </span>
                  ) : (
                    <span>no message yet</span>
                  )}
                </p>
                {webhook.stopped === null ? null : <p className="why">{webhook.stopped}</p>}
              </li>
            );
          })}
        </ul>
      </section>
      <section className="panel" aria-labelledby="add">
        <h2 id="add">Add a webhook</h2>
        <AddWebhook />
      </section>
    </main>
  );
}
