/** A process that keeps a Meilisearch on the folder given, like the portal, until it is killed. Prints its address. */
import { keepMeilisearch } from "../meilisearch-server";

const [program = "", dataDir = ""] = process.argv.slice(2);
const { address } = await keepMeilisearch(program, dataDir, (line) => console.log(line));
console.log(JSON.stringify(address));
setInterval(() => {}, 60_000);
