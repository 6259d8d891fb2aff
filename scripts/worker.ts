/** The worker as a process of its own; `npm start` starts it. */
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { runJobs } from "@/lib/jobs/run";
import { beginLog, log, logLine, warnLine } from "@/lib/log/log";
import { watchSlowQueries } from "@/lib/log/slow-queries";
import { pictureHouse } from "@/lib/pictures/house";
import { keepPictures } from "@/lib/pictures/keep";
import { followingNews } from "@/lib/push/follow";
import { receiversOf } from "@/lib/push/receivers";
import { runPushes } from "@/lib/push/run";
import { keptSearch } from "@/lib/search/keeping/kept-search";
import { startWorker } from "@/lib/worker";
import { CommandError, explain } from "./cli";

/** The drain, comparing or rebuilding, what goes on beside them, listening, a job of an editor, pictures, and pushes. */
const POOL_SIZE = 10;

try {
  const settings = env();
  beginLog({ name: "worker" });
  watchSlowQueries();
  const { DATABASE_URL, NEXTAUTH_SECRET } = settings;
  if (!DATABASE_URL) throw new CommandError("DATABASE_URL is not set: npm start sets it, and starts the worker.");
  if (!NEXTAUTH_SECRET) throw new CommandError("NEXTAUTH_SECRET is not set: npm start sets it, and starts the worker.");
  const connection = connect(DATABASE_URL, { max: POOL_SIZE });
  const receivers = receiversOf(settings);
  const follow = followingNews(receivers, warnLine);
  const worker = startWorker(connection, logLine, keptSearch(settings), follow);
  const pushes = runPushes(connection, { receivers, portalSecret: NEXTAUTH_SECRET });
  const jobs = runJobs(connection);
  const pictures = keepPictures(pictureHouse(connection.db, settings));
  log().debug("The worker works.");
  const stop = async () => {
    await Promise.all([worker.stop(), jobs.stop(), pictures.stop(), pushes.stop()]);
    await connection.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
} catch (error) {
  process.exit(explain(error));
}
