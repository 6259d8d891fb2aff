import type { Metadata } from "next";
import { PROBLEM_PARAMETER } from "@/app/_server/admin-files";
import { requireRole } from "@/app/_server/auth";
import { UPLOAD_PROBLEMS, type UploadProblem } from "@/app/_server/receive-files";
import { databaseSize, tableSizes } from "@/db/table-sizes";
import { database } from "@/lib/database";
import { recentJobs } from "@/lib/jobs/jobs";
import { site } from "@/lib/site";
import { EXPORT_JOB, IMPORT_JOB } from "@/lib/transfer/job-kinds";
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES } from "@/lib/transfer/upload";
import { urls } from "@/lib/urls";
import { RemoveSample } from "../../_ui/remove-sample";
import { startExport, stopOne } from "./actions";
import { ExportForm } from "./export-form";
import { ImportForm } from "./import-form";
import { JobList } from "./job-list";
import { sizeInWords } from "./words";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Data" };

const MAX_JOBS = 10;
const MAX_TABLES = 12;

export default async function DataPage({ searchParams }: PageProps<"/admin/data">) {
  await requireRole("admin", urls.admin.data);
  const problem = (await searchParams)[PROBLEM_PARAMETER];
  const { db } = database();
  const [jobs, tables, bytes] = await Promise.all([
    recentJobs(db, [IMPORT_JOB, EXPORT_JOB], MAX_JOBS),
    tableSizes(db, MAX_TABLES),
    databaseSize(db),
  ]);
  return (
    <main className="data-room" id="main">
      <div className="list-tools">
        <h1>Data</h1>
      </div>
      <section className="panel" aria-labelledby="import">
        <h2 id="import">Import</h2>
        <ImportForm
          action={urls.admin.uploads}
          maxBytes={MAX_UPLOAD_BYTES}
          maxFiles={MAX_UPLOAD_FILES}
          problem={typeof problem === "string" ? (UPLOAD_PROBLEMS[problem as UploadProblem] ?? null) : null}
        />
      </section>
      <section className="panel" aria-labelledby="export">
        <h2 id="export">Export</h2>
        <p className="about">
          Every article, topic and provider as the file it came as, with what editors changed, in one .tar.gz. It is
          made in the background and kept for a day.
        </p>
        <ExportForm start={startExport} />
      </section>
      <section className="panel wide" aria-labelledby="jobs">
        <h2 id="jobs">Last imports and exports</h2>
        <JobList jobs={jobs} now={new Date()} place={site()} stop={stopOne} />
      </section>
      <div className="wide">
        <RemoveSample />
      </div>
      <section className="panel wide" aria-labelledby="sizes">
        <h2 id="sizes">
          Room in the database <span>{sizeInWords(bytes)} in all</span>
        </h2>
        <table className="sizes">
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col">Rows, about</th>
              <th scope="col">Size</th>
            </tr>
          </thead>
          <tbody>
            {tables.map(({ name, rows, bytes: size }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{rows === null ? "not counted yet" : Math.round(rows).toLocaleString("en")}</td>
                <td>{sizeInWords(size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </main>
  );
}
