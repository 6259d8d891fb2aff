/** A process that holds the embedded Postgres of the folder given until it is killed. */
import { startEmbeddedPostgres } from "../embedded-postgres";

const { url } = await startEmbeddedPostgres(process.argv[2] ?? "");
console.log(url);
setInterval(() => {}, 60_000);
