"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import type { ActionState } from "@/app/_server/action-state";
import type { JobState } from "@/lib/jobs/jobs";
import { JobProgress } from "../../_ui/job-progress";

type Props = {
  job: JobState;
  unit: string;
  stop: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** A job that goes on; when it ends the page tells what came of it. */
export function Running({ job, unit, stop }: Props) {
  const router = useRouter();
  const [, action] = useActionState(stop, null);
  return (
    <>
      <JobProgress job={job} unit={unit} onEnd={() => router.refresh()} />
      <noscript>
        <form action={action}>
          <input type="hidden" name="id" value={job.id} />
          <button className="btn" type="submit">
            Stop it
          </button>{" "}
          <a className="under" href="?">
            See how far it is
          </a>
        </form>
      </noscript>
    </>
  );
}
