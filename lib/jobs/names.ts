/** What the jobs are called that editors start, look at and stop, each their own. All others are admins'. */
export const BULK_JOB = "change-articles";
export const UNDO_JOB = "undo-articles";
export const EDITOR_JOBS: readonly string[] = [BULK_JOB, UNDO_JOB];
