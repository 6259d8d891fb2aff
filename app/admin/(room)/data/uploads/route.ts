import { adminUpload } from "@/app/_server/admin-files";
import { database } from "@/lib/database";
import { startImport } from "@/lib/transfer/upload";
import { urls } from "@/lib/urls";

/** Files to import, from the form of the data page. */
export const POST = adminUpload(urls.admin.data, async ({ files, fields }, by) => {
  const id = await startImport(database().db, { files, dryRun: "dryRun" in fields, by });
  return { id, page: `${urls.admin.data}#jobs` };
});
