/**
 * What the commands of the docs find, besides the clone: everything that a reader is expected to bring is made here.
 *
 * | a command says | it finds |
 * | --- | --- |
 * | `localhost:3000`, `https://news.example` | the portal that the page started; one that is started for it where the page has none |
 * | the name of a file that a fence of README.md or of the page has | that file, such as `path/to/articles/2026-11-19-merrow-4.md` |
 * | `$METRICS_TOKEN`, `$SECRET` | the portal's token for metrics; a webhook's secret |
 * | `$TOKEN` | an API token of the portal's admin, who may write and publish |
 * | `$MEILISEARCH_URL`, `$MASTER_KEY` | a Meilisearch on loopback, where the program is on PATH |
 * | `node_modules` | what `npm ci` installs, where the page's first command is not `npm ci` itself |
 *
 * Settings are those of somebody who has set none but PORT, DATA_DIR and the first admin. An error that curl is
 * answered with is a failure.
 */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { connect } from "@/db/client";
import { SETTING_NAMES } from "@/lib/env";
import { makeToken, SCOPES } from "@/lib/people/api-tokens";
import { userByEmail } from "@/lib/people/users";
import { startEmbeddedPostgres } from "@/lib/runtime/embedded-postgres";
import { meilisearchOnPath } from "@/lib/runtime/meilisearch-program";
import { startMeilisearch } from "@/lib/runtime/meilisearch-server";

const ADMIN_EMAIL = "admin@gazette.example";
/** Of npm, when it runs this script, and of tests. */
const NOT_FOR_COMMANDS = /^(npm_(?!config_registry)|INIT_CWD|GAZETTE_|NEXTAUTH_|OTEL_|TEST_DATABASE_URL|NODE_ENV)/;
const ADDRESS = /localhost:3000|https:\/\/news\.example(?![\w.-])/g;

/** The environment of a page's commands. */
export async function environment(
  outer: NodeJS.ProcessEnv,
  place: { folder: string; dataDir: string; port: number },
): Promise<NodeJS.ProcessEnv> {
  await writeFile(join(place.folder, ".curlrc"), "fail-with-body\nsilent\nshow-error\n");
  const names = Object.keys(outer).filter((name) => SETTING_NAMES.includes(name) || NOT_FOR_COMMANDS.test(name));
  return {
    ...outer,
    ...(Object.fromEntries(names.map((name) => [name, undefined])) as Partial<NodeJS.ProcessEnv>),
    // Without the folders that npm puts first: programs of this project are not those of the clone.
    PATH: (outer.PATH ?? "")
      .split(delimiter)
      .filter((entry) => !entry.includes("node_modules"))
      .join(delimiter),
    CURL_HOME: place.folder,
    PORT: String(place.port),
    DATA_DIR: place.dataDir,
    ADMIN_EMAIL,
    ADMIN_PASSWORD: randomBytes(12).toString("hex"),
    METRICS_TOKEN: randomBytes(16).toString("hex"),
    SECRET: `whsec_${randomBytes(24).toString("base64")}`,
  };
}

export const asksPortal = (command: string) => mentions(command, "TOKEN") || command.search(ADDRESS) >= 0;

/** The command with the portal's real address. */
export function addressed(command: string, port: number): string {
  return command.replace(ADDRESS, (found) => `${found.startsWith("https") ? "http://" : ""}localhost:${port}`);
}

/** Why a block cannot be run here; null where it can. */
export async function missing(block: string): Promise<string | null> {
  const needs = mentions(block, "MEILISEARCH_URL") || mentions(block, "MASTER_KEY");
  return needs && !(await meilisearchOnPath()) ? "needs a meilisearch on PATH" : null;
}

/** What of `$TOKEN`, `$MEILISEARCH_URL` and `$MASTER_KEY` a command mentions; each is made once for a page. */
export class Variables {
  #token: string | undefined;
  #meilisearch: Awaited<ReturnType<typeof startMeilisearch>> | undefined;

  constructor(private readonly dataDir: string) {}

  async mentionedIn(command: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    if (mentions(command, "TOKEN")) found.TOKEN = this.#token ??= await adminToken(this.dataDir);
    if (mentions(command, "MEILISEARCH_URL") || mentions(command, "MASTER_KEY")) {
      const program = (await meilisearchOnPath()) ?? "";
      this.#meilisearch ??= await startMeilisearch(program, `${this.dataDir}-meilisearch`);
      const { url, key } = this.#meilisearch.address;
      Object.assign(found, { MEILISEARCH_URL: url, MASTER_KEY: key });
    }
    return found;
  }

  async close(): Promise<void> {
    await this.#meilisearch?.stop();
  }
}

const mentions = (text: string, name: string) => new RegExp(`\\$\\{?${name}\\b`).test(text);

async function adminToken(dataDir: string): Promise<string> {
  const server = await startEmbeddedPostgres(dataDir);
  const { db, close } = connect(server.url, { max: 1 });
  try {
    const user = await userByEmail(db, ADMIN_EMAIL);
    if (!user) throw new Error("The portal has no admin.");
    return await makeToken(db, { user, name: "docs", scopes: [...SCOPES], days: 30, now: new Date() });
  } finally {
    await close();
    await server.stop();
  }
}
