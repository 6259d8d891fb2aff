import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { database } from "@/lib/database";
import { frontDesk } from "@/lib/front/desk";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { Desk } from "./desk";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Front page" };

export default async function FrontDeskPage() {
  await requireRole("editor", urls.admin.front);
  const now = new Date();
  return (
    <main className="front-desk" id="main">
      <Desk desk={await frontDesk(database().db, now)} now={now} place={site()} />
    </main>
  );
}
