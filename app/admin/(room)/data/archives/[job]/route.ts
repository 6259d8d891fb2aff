import { adminDownload } from "@/app/_server/admin-files";
import { database } from "@/lib/database";
import { archiveOf } from "@/lib/transfer/made";
import { jobIdOf } from "../../job-id";

/** The archive that an export made, while it is kept. */
export const GET = adminDownload(async ({ params }: RouteContext<"/admin/data/archives/[job]">) => {
  const archive = await archiveOf(database().db, jobIdOf((await params).job), new Date());
  if (!archive) return null;
  return new Response(archive.stream, {
    headers: {
      "content-type": "application/gzip",
      "content-length": String(archive.bytes),
      "content-disposition": `attachment; filename="${archive.name}"`,
      "cache-control": "no-store",
    },
  });
});
