import { notFound } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { urls } from "@/lib/urls";

export const dynamic = "force-dynamic";

/** Addresses that the newsroom doesn't have: only who is signed in learns that. */
export default async function UnknownPage() {
  await requireRole("editor", urls.admin.articles);
  notFound();
}
