"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { JobState } from "@/lib/jobs/jobs";
import { JobProgress } from "../../_ui/job-progress";
import { useToasts } from "../../_ui/toasts";
import { BulkResult, type Came } from "./bulk-result";
import { articlesWord } from "./deeds";

/** Changes of many articles that go on, and what came of those that ended while the page was open. */
export function BulkJobs({ jobs }: { jobs: JobState[] }) {
  const [hidden, setHidden] = useState<number[]>([]);
  const shown = jobs.filter(({ id }) => !hidden.includes(id));
  if (shown.length === 0) return null;
  return (
    <section className="bulk-jobs" aria-label="Changes that go on">
      {shown.map((job) => (
        <BulkJob key={job.id} job={job} onHide={() => setHidden((known) => [...known, job.id])} />
      ))}
    </section>
  );
}

function BulkJob({ job, onHide }: { job: JobState; onHide: () => void }) {
  const router = useRouter();
  const { say } = useToasts();
  const [ended, setEnded] = useState<JobState | null>(null);
  const came = ended ? cameOf(ended) : null;

  const end = (last: JobState) => {
    setEnded(last);
    const report = cameOf(last);
    if (report && report.changed > 0) say({ text: `${articlesWord(report.changed)} changed.`, act: report.act });
    router.refresh();
  };

  return (
    <div className="bulk-job">
      <JobProgress job={job} unit="articles" onEnd={end} />
      {came ? <BulkResult done={came} /> : null}
      {ended ? (
        <button className="btn" type="button" onClick={onHide}>
          Close
        </button>
      ) : (
        <p className="hint">It goes on when you leave this page.</p>
      )}
    </div>
  );
}

function cameOf({ report }: JobState): (Came & { act: number }) | null {
  return typeof report.act === "number" && typeof report.changed === "number"
    ? (report as Came & { act: number })
    : null;
}
