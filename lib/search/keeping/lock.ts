/** One process at a time tells the engines of changes: two could overtake each other and leave the older state. */
import type postgres from "postgres";
import { KEEPER_LOCK } from "@/db/worker-seen";

const CLOSE_TIMEOUT_S = 1;

export type KeeperLock = { held: () => Promise<boolean>; release: () => Promise<void> };

/**
 * The lock belongs to a session of Postgres and ends with it: `held` takes it when it is free, and notices when the
 * connection was made anew.
 * @param sql one connection of its own
 */
export function keeperLock(sql: postgres.Sql): KeeperLock {
  let holder: number | undefined;
  return {
    async held() {
      const [session] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      if (holder !== undefined && session?.pid === holder) return true;
      const [tried] = await sql<{ locked: boolean; pid: number }[]>`
        select pg_try_advisory_lock(${KEEPER_LOCK}) as locked, pg_backend_pid() as pid`;
      holder = tried?.locked ? tried.pid : undefined;
      return holder !== undefined;
    },
    release: () => sql.end({ timeout: CLOSE_TIMEOUT_S }),
  };
}
