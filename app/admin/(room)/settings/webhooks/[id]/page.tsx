import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { deliveryLog, webhookLine } from "@/lib/push/webhooks";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { KeepFresh } from "../../../search/keep-fresh";
import { WebhookActs } from "../acts";
import { EditWebhook } from "../edit-form";
import { hostOf, stateWord } from "../words";
import { Log } from "./log";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Webhook" };

const SHOWN = 50;
/** While a message is on its way the log is read anew, so many times at most. */
const LOOKS = 15;

export default async function WebhookPage({ params, searchParams }: PageProps<"/admin/settings/webhooks/[id]">) {
  const id = numberOf((await params).id);
  const before = numberOf((await searchParams).before);
  await requireRole("admin", id === null ? urls.admin.webhooks : urls.admin.webhook(id));
  const { db } = database();
  const webhook = id === null ? null : await webhookLine(db, id);
  if (!webhook) notFound();
  const clock = { now: new Date(), ...site() };
  const found = await deliveryLog(db, webhook.id, { before: before ?? undefined, limit: SHOWN + 1 });
  const shown = found.slice(0, SHOWN);
  const last = shown.at(-1);
  const isOnItsWay = shown.some(({ availableAt, attempts }) => availableAt !== null && attempts <= 1);
  return (
    <main className="webhooks-room" id="main">
      {isOnItsWay ? <KeepFresh times={LOOKS} /> : null}
      <div className="list-tools">
        <p>
          <a href={urls.admin.settings}>Settings</a> / <a href={urls.admin.webhooks}>Webhooks</a> /
        </p>
        <h1>{hostOf(webhook.url)}</h1>
      </div>
      <p className="answering">It is {stateWord(webhook)}.</p>
      {webhook.stopped === null ? null : <p className="problem">{webhook.stopped}</p>}
      <WebhookActs key={webhook.id} id={webhook.id} enabled={webhook.enabled} />
      <section className="panel" aria-labelledby="edit">
        <h2 id="edit">What it is told, and where</h2>
        <EditWebhook id={webhook.id} url={webhook.url} events={webhook.events} />
      </section>
      <section className="panel" aria-labelledby="log">
        <h2 id="log">
          Messages <span>kept for 30 days</span>
        </h2>
        {shown.length === 0 ? <p className="hint">None{before === null ? " yet" : " before these"}.</p> : null}
        <Log deliveries={shown} clock={clock} />
        <p className="webhook-pages">
          {before === null ? null : (
            <a className="btn" href={urls.admin.webhook(webhook.id)}>
              Newest
            </a>
          )}
          {found.length > SHOWN && last ? (
            <a className="btn" href={urls.admin.webhook(webhook.id, last.id)}>
              Older
            </a>
          ) : null}
        </p>
      </section>
    </main>
  );
}

const MAX_DIGITS = 15;

function numberOf(text: string | string[] | undefined): number | null {
  return typeof text === "string" && /^\d+$/.test(text) && text.length <= MAX_DIGITS ? Number(text) : null;
}
