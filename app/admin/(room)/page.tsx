import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { queueFilter, queuePath } from "@/lib/queue/filter";
import { queueStart } from "@/lib/queue/page";
import { site } from "@/lib/site";
import { QueueDesk } from "./_queue/queue-desk";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Queue" };

export default async function QueuePage({ searchParams }: PageProps<"/admin">) {
  const filter = queueFilter(await searchParams);
  await requireRole("editor", queuePath(filter));
  const now = new Date();
  const { locale, timeZone } = site();
  const start = await queueStart(database().db, filter, now);
  return <QueueDesk start={start} filter={filter} place={{ locale, timeZone }} now={now} />;
}
