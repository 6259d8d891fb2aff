/** What imports of uploads and exports to archives are called among jobs. */
import { DAY_MS } from "../time";

export const IMPORT_JOB = "import";
export const EXPORT_JOB = "export";
/** How long an archive can be fetched. */
export const ARCHIVE_KEPT_MS = DAY_MS;
