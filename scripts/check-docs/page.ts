/** The commands of one page, in order, in a clone. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { HEALTH_PATH, localAddress } from "@/lib/runtime/answer";
import { requirePort } from "@/lib/runtime/port";
import { MINUTE_MS } from "@/lib/time";
import { type Block, blocksOf } from "./blocks";
import { commandsIn } from "./commands";
import { addressed, asksPortal, environment, missing, Variables } from "./needs";
import { type Running, runToEnd, startAndStay, stop } from "./shell";

const HOST = "127.0.0.1";
/** An installation and a build are well within it. */
const LIMIT_MS = 10 * MINUTE_MS;
const SLOW_LIMIT_MS = 180 * MINUTE_MS;
const INSTALLS = /^npm ci\b/;
const STARTS_PORTAL = /\bnpm (?:start|run dev)\b(?! -- (?:--only migrate|--help))/;
const STARTS_SERVER = /^node \S+\.mjs\b/;
/** The one reason for which commands may never be run; a test holds the docs to it. */
export const NEEDS_DOCKER = /^\s*docker /m;
const ASSIGNS = /^(?:export )?\w+=\S*$/;

export type Outcome = {
  page: string;
  ran: number;
  /** `page:line` of each block that was left out because it takes long. */
  slow: string[];
  /** `page:line` and the reason. */
  unchecked: string[];
  /** `page:line`, the command and what it said. The rest of the page is not run then. */
  failure: string | null;
};

export type Clone = { folder: string; root: string };
type Options = { outer: NodeJS.ProcessEnv; slow: boolean; signal: AbortSignal; say: (line: string) => void };

/** Runs what is to be run of a page. Each page has a portal and data of its own. */
export async function checkPage(page: string, text: string, clone: Clone, options: Options): Promise<Outcome> {
  const outcome: Outcome = { page, ran: 0, slow: [], unchecked: [], failure: null };
  const blocks: Block[] = [];
  for (const block of blocksOf(text).filter(({ language }) => language === "sh")) {
    const reason = await whyNot(block);
    const isLeftOut = block.words.includes("slow") && !options.slow;
    if (reason) outcome.unchecked.push(`${page}:${block.line} ${reason}`);
    else if (isLeftOut) outcome.slow.push(`${page}:${block.line}`);
    else blocks.push(block);
  }
  if (blocks.length === 0) return outcome;
  const session = await Session.begin(page, clone, options);
  try {
    for (const block of blocks) {
      await session.run(block);
      outcome.ran++;
    }
  } catch (error) {
    outcome.failure = `${session.at}\n${(error as Error).message}`;
  } finally {
    await session.end();
  }
  return outcome;
}

async function whyNot({ words, text }: Block): Promise<string | null> {
  if (!words.includes("unchecked")) return missing(text);
  return NEEDS_DOCKER.test(text) ? "needs Docker" : "is left out without a reason";
}

/** What one command of a page leaves for the next: a server that stays, and shell variables. */
class Session {
  at = "";
  #server: (Running & { isPortal: boolean }) | null = null;
  #assigned = "";
  readonly #variables: Variables;

  private constructor(
    private readonly page: string,
    private readonly root: string,
    private readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
    dataDir: string,
    private readonly options: Options,
  ) {
    this.#variables = new Variables(dataDir);
  }

  static async begin(page: string, { folder, root }: Clone, options: Options): Promise<Session> {
    const port = await requirePort(HOST, 0);
    const dataDir = join(folder, "data", page.replaceAll("/", "-"));
    const env = await environment(options.outer, { folder, dataDir, port });
    return new Session(page, root, port, env, dataDir, options);
  }

  async run(block: Block): Promise<void> {
    const isSlow = block.words.includes("slow");
    if (block.words.includes("stopped")) await this.#stopServer();
    for (const { text, offset } of commandsIn(block.text)) {
      this.#note(`${this.page}:${block.line + 1 + offset}`, text);
      if (!INSTALLS.test(text) && !existsSync(join(this.root, "node_modules"))) await this.#runToEnd("npm ci");
      if (STARTS_PORTAL.test(text) || STARTS_SERVER.test(text)) await this.#start(text);
      else {
        if (asksPortal(text) && !this.#server?.isPortal) await this.#start("npm start");
        await this.#runToEnd(text, isSlow ? SLOW_LIMIT_MS : LIMIT_MS);
        if (ASSIGNS.test(text)) this.#assigned += `${addressed(text, this.port)}\n`;
      }
      this.options.signal.throwIfAborted();
    }
  }

  async end(): Promise<void> {
    await this.#stopServer();
    await this.#variables.close();
  }

  #note(place: string, command: string): void {
    this.at = `${place}: ${command}`;
    this.options.say(this.at.split("\n")[0] ?? "");
  }

  async #runToEnd(command: string, limitMs = LIMIT_MS): Promise<void> {
    const env = { ...this.env, ...(await this.#variables.mentionedIn(command)) };
    await runToEnd(this.#assigned + addressed(command, this.port), this.#where(env, limitMs));
  }

  async #start(command: string): Promise<void> {
    await this.#stopServer();
    const isPortal = STARTS_PORTAL.test(command);
    const answers = async (signal: AbortSignal) => {
      const path = isPortal ? HEALTH_PATH : "/";
      const response = await fetch(localAddress(HOST, this.port) + path, { signal });
      await response.body?.cancel();
      return response.ok || !isPortal;
    };
    const running = await startAndStay(this.#assigned + command, this.#where(this.env, LIMIT_MS), answers);
    this.#server = { ...running, isPortal };
  }

  async #stopServer(): Promise<void> {
    if (this.#server) await stop(this.#server);
    this.#server = null;
  }

  #where(env: NodeJS.ProcessEnv, limitMs: number) {
    return { cwd: this.root, env, signal: this.options.signal, limitMs };
  }
}
