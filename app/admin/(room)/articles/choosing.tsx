"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import type { JobState } from "@/lib/jobs/jobs";
import type { Target } from "@/lib/publishing/bulk/operation";
import { BulkBar } from "./bulk-bar";
import { BulkDialog } from "./bulk-dialog";
import { BulkJobs } from "./bulk-jobs";
import { useChoosingKeys } from "./choosing-keys";
import { ChosenContext, useChoosing } from "./chosen";
import type { Deed } from "./deeds";

type Props = {
  /** Of the articles in sight, in order. */
  ids: number[];
  /** The filter, as addresses have it. */
  query: string;
  /** How many match; null: more than are counted. */
  count: number | null;
  topics: { id: string; name: string }[];
  minimum: number;
  /** What goes on already. */
  jobs: JobState[];
  children: ReactNode;
};

/** Lets articles of the list be chosen, and something be done to all of them. */
export function Choosing({ ids, query, count, topics, minimum, jobs, children }: Props) {
  const router = useRouter();
  const chosen = useChoosing(ids, query);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [begun, setBegun] = useState<JobState[]>([]);
  const begin = useCallback((next: Deed) => setDeed(next), []);
  useChoosingKeys(chosen, begin);

  const target: Target = chosen.isAll ? { query } : { ids: [...chosen.ids] };
  const size = chosen.isAll ? count : chosen.ids.size;
  const all = [...jobs, ...begun.filter(({ id }) => !jobs.some((job) => job.id === id))];
  return (
    <ChosenContext value={chosen}>
      <BulkJobs jobs={all} />
      {children}
      {chosen.isAll || chosen.ids.size > 0 ? (
        <BulkBar size={size} count={count} pageSize={ids.length} onDeed={begin} />
      ) : null}
      {deed ? (
        <BulkDialog
          deed={deed}
          target={target}
          size={size}
          topics={topics}
          minimum={minimum}
          onJob={(job) => setBegun((known) => [...known, job])}
          onDone={() => {
            chosen.none();
            router.refresh();
          }}
          onClose={() => setDeed(null)}
        />
      ) : null}
    </ChosenContext>
  );
}
