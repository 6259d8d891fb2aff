import { redirect } from "next/navigation";
import { requireRole } from "@/app/_server/auth";
import { urls } from "@/lib/urls";

export const dynamic = "force-dynamic";

export default async function RoomPage() {
  await requireRole("editor", urls.admin.articles);
  redirect(urls.admin.articles);
}
