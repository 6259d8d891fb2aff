import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { Logo } from "@/app/_ui/logo";
import { providerTally, similarProviders } from "@/db/admin-providers";
import { hasLogo } from "@/db/pictures";
import { formerDomains, providerById, providersOnceAt } from "@/db/provider-changes";
import { providersByDomain } from "@/db/providers-write";
import { subjectEvents } from "@/db/subject-events";
import { providerOf } from "@/lib/article/card";
import { database } from "@/lib/database";
import { PROVIDER, viewOf } from "@/lib/provider/view";
import { saidOf } from "@/lib/record/said";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { ActSaid } from "../../../_ui/names/act-said";
import { undoNamed } from "../../../_ui/names/actions";
import { actOf, idOf } from "../../../_ui/names/asked";
import { NamesForm } from "../../../_ui/names/names-form";
import { NamesRecord } from "../../../_ui/names/names-record";
import { saveProvider } from "../actions";
import { providerFields } from "./fields";
import { Uses } from "./uses";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Edit provider" };

const MAX_EVENTS = 30;
const MAX_SIMILAR = 20;

export default async function ProviderPage({ params, searchParams }: PageProps<"/admin/providers/[key]">) {
  const key = decoded((await params).key);
  const user = await requireRole("editor", urls.admin.provider(key));
  const { act } = await searchParams;
  const { db } = database();
  const [byDomain] = await providersByDomain(db, [key]);
  const id = idOf(key);
  const row = byDomain ?? (id === null ? null : await providerById(db, id));
  if (!row) {
    const moved = (await providersOnceAt(db, [key])).get(key);
    if (!moved) notFound();
    redirect(`${urls.admin.provider(moved.domain)}${actOf(act) ? `?act=${actOf(act)}` : ""}`);
  }
  const now = new Date();
  const [isLogoReady, events, tally, former, similar, said] = await Promise.all([
    hasLogo(db, row.id),
    subjectEvents(db, PROVIDER, [String(row.id)], MAX_EVENTS),
    providerTally(db, row.id),
    formerDomains(db, row.id),
    similarProviders(db, row, MAX_SIMILAR),
    saidOf(db, actOf(act), user.id, now),
  ]);
  const view = viewOf(row);
  const seen = JSON.stringify({ since: events[0]?.id ?? 0, fields: view });
  const back = urls.admin.provider(row.domain);
  const { id: providerId, name, images: providerImages } = row;
  const ref = providerOf({ providerId, domain: row.domain, provider: name, providerImages, isLogoReady });
  return (
    <main id="main">
      <div className="edit-head">
        <p>
          <a href={urls.admin.providers}>Providers</a> / {row.domain}
        </p>
        <a className="btn" href={urls.provider(row.domain)}>
          View page
        </a>
      </div>
      <div className="edit names-edit">
        <div className="form">
          <div className="named">
            <Logo provider={ref} size="big" />
            <h1 className="hed hed-3">{row.name}</h1>
          </div>
          {said ? <ActSaid key={said.act} said={said} undo={undoNamed} back={back} /> : null}
          <NamesForm
            key={seen}
            label="Edit provider"
            button="Save"
            isMain
            action={saveProvider}
            place={site()}
            hidden={{ provider: String(row.id), seen }}
            fields={providerFields(view)}
          />
          <Uses provider={row} seen={seen} tally={tally} former={former} similar={similar} />
        </div>
        <NamesRecord events={events} now={now} place={site()} undo={undoNamed} back={back} />
      </div>
    </main>
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("\0", "").toLowerCase();
  } catch {
    return segment;
  }
}
