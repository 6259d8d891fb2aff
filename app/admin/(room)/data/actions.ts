"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { adminAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { recentJobs, startJob, stopJob } from "@/lib/jobs/jobs";
import { EXPORT_JOB } from "@/lib/transfer/job-kinds";

export const startExport = adminAction(z.object({}), async (_, { id, email }) => {
  const { db } = database();
  const [last] = await recentJobs(db, [EXPORT_JOB], 1);
  if (last && (last.state === "waiting" || last.state === "running")) {
    throw new AppError("conflict", { message: "An archive is being made already. It shows below." });
  }
  await startJob(db, { kind: EXPORT_JOB, input: {}, by: { id, name: email } });
  refresh();
  return { message: "The archive is being made." };
});

/** For browsers without JavaScript. */
export const stopOne = adminAction(
  z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  async ({ id }, by) => {
    await stopJob(database().db, id, { ...by, name: by.email });
    refresh();
    return undefined;
  },
);
