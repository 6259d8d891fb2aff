/**
 * Mends the driver of Postgres in node_modules: after each `npm install` (`postinstall`), and again harmless. The driver's
 * last version keeps of a connection that ended what was asked there, what was answered and what was not sent yet, and takes
 * it up with the next connection: queries then wait for ever or fail with others' errors, and a transaction may go on
 * in another session. Reported there, and open: https://github.com/porsager/postgres/issues/1193, /1208, /1186, /1216.
 *
 * Once a version mends it itself, the text is not found, this says so, and the file can go. db/lost-connections.test.ts
 * says whether it can.
 */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DRIVER = join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", "postgres");
const BUILDS = ["src", "cjs/src"];

/**
 * In which file, what is there, what is put there.
 * @type {[file: string, there: string, better: string][]}
 */
const MENDS = [
  [
    "connection.js",
    // Whatever a connection that ended had, is refused: also the query it was made for, unless another host may have it.
    `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
    `    chunk = nextWriteTimer = null
    if (initial && options.host[retries + 1])
      return reconnect()

    ;(initial || query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
    rows = 0
`,
  ],
  [
    "connection.js",
    // What is written between a connection's end and the next goes nowhere.
    `  function nextWrite(fn) {
`,
    `  function nextWrite(fn) {
    if (!socket)
      return (chunk = nextWriteTimer = null, false)

`,
  ],
  [
    "connection.js",
    // A query that was refused while its connection was made is not carried out, and the connection is others'.
    `      initial && !initial.reserve && execute(initial)
      options.shared.retries = retries = 0
      initial = null
      return
`,
    `      options.shared.retries = retries = 0
      if (!initial || !initial.cancelled) {
        initial && !initial.reserve && execute(initial)
        initial = null
        return
      }
      initial = null
`,
  ],
  [
    "connection.js",
    // While types are read, whoever asked is refused with them.
    `        return fetchArrayTypes()
`,
    `        return fetchArrayTypes().catch(() => {})
`,
  ],
  [
    "connection.js",
    // Another host is for what was not begun.
    `    if (connection.queue === queues.connecting && options.host[retries + 1])
`,
    `    if (initial && connection.queue === queues.connecting && options.host[retries + 1])
`,
  ],
  [
    "index.js",
    // A transaction ends with its connection, also what of it still waits.
    `        new Promise((_, reject) => connection.onclose = reject)
`,
    `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })
`,
  ],
  [
    "index.js",
    `    let savepoints = 0
`,
    `    let lost = null
    let savepoints = 0
`,
  ],
  [
    "index.js",
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full
`,
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)

        c.queue === full
`,
  ],
];

const MENDED = "/* mended ";
const MARK = `${MENDED}${createHash("sha256").update(JSON.stringify(MENDS)).digest("hex").slice(0, 12)} */`;

for (const build of BUILDS) {
  for (const name of new Set(MENDS.map(([file]) => file))) {
    const path = join(DRIVER, build, name);
    let text = readFileSync(path, "utf8");
    if (text.startsWith(MARK)) continue;
    if (text.startsWith(MENDED)) throw new Error(`${path} was mended otherwise: npm ci puts back what there was.`);
    for (const [file, there, better] of MENDS) {
      if (file !== name) continue;
      if (text.split(there).length !== 2)
        throw new Error(`${path} is of another version: look at scripts/mend-postgres.mjs.`);
      text = text.replace(there, () => better);
    }
    // A new file in its place: the old one may be linked to from other installations.
    writeFileSync(`${path}.mended`, `${MARK} ${text}`);
    renameSync(`${path}.mended`, path);
  }
}
