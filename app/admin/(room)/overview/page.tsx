import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { failedPictures } from "@/db/pictures";
import { database } from "@/lib/database";
import { healthOf, workerPart } from "@/lib/health";
import { overview, SHOWN_DAYS } from "@/lib/overview/overview";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { BalanceTable } from "./balance-table";
import { CountTable } from "./count-table";
import { DayChart } from "./day-chart";
import { DoneTable } from "./done-table";
import { FailedPictures, SHOWN_PICTURES } from "./failed-pictures";
import { StatusTable } from "./status-table";
import { WaitingFigures } from "./waiting-figures";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const user = await requireRole("editor", urls.admin.overview);
  const now = new Date();
  const place = site();
  const { db } = database();
  const [{ waiting, scheduled, days, published, providers, topics, balance, done }, pictures, health, worker] =
    await Promise.all([
      overview(db, { now, timeZone: place.timeZone, role: user.role }),
      failedPictures(db, SHOWN_PICTURES),
      healthOf(db, now),
      workerPart(db),
    ]);
  const span = `${SHOWN_DAYS} days`;
  return (
    <main className="overview" id="main">
      <div className="list-tools">
        <h1>Overview</h1>
      </div>
      <WaitingFigures {...{ waiting, scheduled, now, place }} />
      <section className="panel" aria-labelledby="days">
        <h2 id="days">
          Live, by day <span>{span}</span>
        </h2>
        <DayChart {...{ days, published, place }} />
      </section>
      <div className="overview-two">
        <CountTable
          id="providers"
          title="By provider"
          aside={span}
          rows={providers}
          all={published}
          pathOf={urls.provider}
        />
        <CountTable id="topics" title="By topic" aside={span} rows={topics} all={published} pathOf={urls.topic} />
      </div>
      <BalanceTable balance={balance} aside={`against what is live of ${span}`} />
      {pictures.total > 0 ? <FailedPictures {...{ ...pictures, now, place }} /> : null}
      <DoneTable done={done} />
      <StatusTable parts={{ ...health.parts, worker }} />
    </main>
  );
}
