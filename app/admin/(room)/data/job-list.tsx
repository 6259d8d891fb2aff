import type { ActionState } from "@/app/_server/action-state";
import { Age } from "@/app/_ui/age";
import type { Job } from "@/db/jobs";
import type { Place } from "@/lib/time";
import { longDate } from "@/lib/time";
import type { ExportJobReport } from "@/lib/transfer/export-job";
import type { ImportJobReport } from "@/lib/transfer/import-job";
import { EXPORT_JOB } from "@/lib/transfer/job-kinds";
import { archiveUntil } from "@/lib/transfer/made";
import { urls } from "@/lib/urls";
import { Running } from "./running";
import { counted, importLines, jobName, sizeInWords } from "./words";

/** More are in the report that can be fetched. */
const SHOWN_REFUSALS = 50;

type Props = {
  jobs: Job[];
  now: Date;
  place: Place;
  stop: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** The last imports and exports, and what came of each. */
export function JobList({ jobs, now, place, stop }: Props) {
  if (jobs.length === 0) return <p className="hint">Nothing was imported or exported here yet.</p>;
  return (
    <ul className="jobs" aria-label="Imports and exports">
      {jobs.map((job) => (
        <li key={job.id}>
          <h3>
            {jobName(job)}
            <span className="who">
              {job.actor}, <Age at={job.createdAt} clock={{ ...place, now }} />
            </span>
          </h3>
          <JobBody job={job} now={now} place={place} stop={stop} />
        </li>
      ))}
    </ul>
  );
}

function JobBody({ job, now, place, stop }: Omit<Props, "jobs"> & { job: Job }) {
  const { id, kind, state, done, total, report, stopAsked } = job;
  if (state === "waiting" || state === "running") {
    const shown = { id, kind, state, done, total, report, stopAsked };
    return <Running job={shown} unit={kind === EXPORT_JOB ? "articles" : "files"} stop={stop} />;
  }
  if (state === "failed") return <p>It failed: {String(report.error)}</p>;
  if (kind === EXPORT_JOB) {
    return state === "stopped" ? (
      <p>It was stopped. There is no archive.</p>
    ) : (
      <Made job={job} now={now} place={place} />
    );
  }
  return <ImportReport id={id} report={report as ImportJobReport} isStopped={state === "stopped"} />;
}

function Made({ job, now, place }: { job: Job; now: Date; place: Place }) {
  const { articles, topics, organizations, bytes } = job.report as ExportJobReport;
  const until = archiveUntil(job);
  const holds = [counted(articles, "article"), counted(topics, "topic"), counted(organizations, "provider")].join(", ");
  return (
    <>
      <p>{holds}</p>
      {until && until > now ? (
        <p>
          <a className="btn" href={urls.admin.jobArchive(job.id)} download>
            Download, {sizeInWords(bytes)}
          </a>{" "}
          <span className="hint">Kept until {longDate(until, place)}.</span>
        </p>
      ) : (
        <p className="hint">The archive is not kept any more. Make another one.</p>
      )}
    </>
  );
}

type ReportProps = { id: number; report: ImportJobReport; isStopped: boolean };

function ImportReport({ id, report, isStopped }: ReportProps) {
  const { refusals, refused, future } = report;
  const shown = refusals.slice(0, SHOWN_REFUSALS);
  return (
    <>
      {isStopped ? <p>It was stopped. What it had done until then:</p> : null}
      {importLines(report).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {future.articles > 0 ? (
        <p>
          {counted(future.articles, "article has a date", "articles have dates")} yet to come, above all others until
          then: {future.examples.join(", ")}
        </p>
      ) : null}
      {shown.length > 0 ? (
        <details className="refused">
          <summary>Why they were refused</summary>
          <dl>
            {shown.map(({ path, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one path may be refused for several reasons
              <div key={index}>
                <dt>{path}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
          {refused > shown.length ? <p className="hint">And {counted(refused - shown.length, "more file")}.</p> : null}
        </details>
      ) : null}
      <p>
        <a className="under" href={urls.admin.jobReport(id)} download>
          Download the report
        </a>
      </p>
    </>
  );
}
