"use client";

import { useEffect, useRef, useState } from "react";
import type { JobState } from "@/lib/jobs/jobs";
import { call } from "./call";

const POLL_MS = 400;
const isEnded = ({ state }: JobState) => state === "done" || state === "failed" || state === "stopped";

type Props = {
  job: JobState;
  /** What is counted, such as `articles`. */
  unit: string;
  /** Called once, with the job as it ended. */
  onEnd?: (job: JobState) => void;
};

/** How far a job is, with a button that stops it. The page may be left: the job goes on. */
export function JobProgress({ job: first, unit, onEnd }: Props) {
  const [job, setJob] = useState(first);
  const end = useRef(onEnd);
  end.current = onEnd;
  const ended = isEnded(job);

  useEffect(() => {
    if (ended) return;
    const timer = setInterval(async () => {
      const answer = await call<JobState>("/api/newsroom/jobs", { id: first.id });
      if (!answer.ok) return;
      setJob(answer.value);
      if (isEnded(answer.value)) {
        clearInterval(timer);
        end.current?.(answer.value);
      }
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [first.id, ended]);

  const stop = async () => {
    const answer = await call<JobState>("/api/newsroom/jobs", { id: job.id, do: "stop" });
    if (answer.ok) setJob(answer.value);
  };

  return (
    <div className="job">
      <progress aria-label="Progress" max={job.total ?? undefined} value={job.total === null ? undefined : job.done} />
      <p role="status">{wordsOf(job, unit)}</p>
      {ended ? null : (
        <button className="btn" type="button" disabled={job.stopAsked} onClick={() => void stop()}>
          Stop
        </button>
      )}
    </div>
  );
}

function wordsOf(job: JobState, unit: string): string {
  const { state, done, total, stopAsked } = job;
  const far = `${done.toLocaleString("en")}${total === null ? "" : ` of ${total.toLocaleString("en")}`} ${unit}`;
  if (state === "waiting") return "Waits for its turn";
  if (state === "running") return stopAsked ? `Stops, after ${far}` : far;
  if (state === "failed") return String(job.report.error ?? "It failed.");
  return state === "stopped" ? `Stopped after ${far}` : `Done: ${far}`;
}
