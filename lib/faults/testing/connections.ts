/** All connections that a Postgres gives, taken from whoever had them. */
import postgres from "postgres";

const NAME = "takes all";
const PATIENCE_MS = 20_000;
/** More than one look, since others connect in between. */
const LOOKS = 3;

/** Resolves when nobody else has one, and none is left; gives how to give them back. */
export async function takeAllConnections(url: string): Promise<() => Promise<void>> {
  const one = () => postgres(url, { max: 1, connection: { application_name: NAME }, max_lifetime: null });
  const owner = one();
  const taken: postgres.Sql[] = [];
  const [{ most = 0 } = {}] = await owner<{ most: number }[]>`select current_setting('max_connections')::int as most`;
  const take = async () => {
    const sql = one();
    await sql`select 1`.then(
      () => taken.push(sql),
      () => sql.end({ timeout: 0 }),
    );
  };
  const deadline = performance.now() + PATIENCE_MS;
  for (let alone = 0; alone < LOOKS; ) {
    if (performance.now() > deadline) throw new Error(`Only ${taken.length} of ${most} connections could be taken.`);
    const others = await owner`select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and application_name <> ${NAME}`;
    await Promise.all(Array.from({ length: Math.max(0, most - 1 - taken.length) }, take));
    alone = others.length === 0 && taken.length === most - 1 ? alone + 1 : 0;
  }
  return async () => {
    await Promise.all([owner, ...taken].map((sql) => sql.end({ timeout: 1 })));
  };
}
