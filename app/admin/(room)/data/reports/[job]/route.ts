import { adminDownload } from "@/app/_server/admin-files";
import { database } from "@/lib/database";
import { reportOf } from "@/lib/transfer/made";
import { jobIdOf } from "../../job-id";

/** What an import did, and each file that it refused, as CSV. */
export const GET = adminDownload(async ({ params }: RouteContext<"/admin/data/reports/[job]">) => {
  const id = jobIdOf((await params).job);
  const csv = await reportOf(database().db, id);
  if (csv === null) return null;
  return new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="gazette-import-${id}.csv"`,
      "cache-control": "no-store",
    },
  });
});
