/** What every command shares: --help, settings, a database that is there, one line when something is wrong. */
import { inspect, type ParseArgsConfig, parseArgs } from "node:util";
import { type Connection, connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { env, type Settings, SettingsError } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { CommandError, databaseUnreachable } from "@/lib/runtime/command-error";
import { findDatabase } from "@/lib/runtime/embedded-postgres";

export { CommandError };

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; args: string[]; strict: true }>
>;

export type Context<O extends Options = Options> = {
  values: Parsed<O>["values"];
  positionals: string[];
  settings: Settings;
  /** The migrated database: DATABASE_URL, or the embedded one, started when it is not running. Closed by `run`. */
  database: () => Promise<Connection & { url: string }>;
};

/**
 * Runs a command and ends the process: exit code 0, or what `main` returns, or 1 after one line on standard error.
 * A wrong use (unknown option, CommandError with exitCode 2) ends with 2.
 * @param usage what --help prints; its first line is `Usage: npm run …`
 * @param options as in parseArgs; --help comes by itself
 */
export async function run<const O extends Options>(
  { usage, options }: { usage: string; options: O },
  main: (context: Context<O>) => Promise<number | undefined> | Promise<void>,
): Promise<never> {
  // `npm run … | head` has what it wanted: no failure, and nobody to tell.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  process.exit(await exitCodeOf(usage, options, main));
}

async function exitCodeOf<const O extends Options>(
  usage: string,
  options: O,
  main: (context: Context<O>) => Promise<number | undefined> | Promise<void>,
): Promise<number> {
  let opened: Promise<Open> | undefined;
  try {
    const { values, positionals } = parse(usage, options);
    if ((values as { help?: boolean }).help) {
      console.log(usage.trim());
      return 0;
    }
    const settings = env();
    const database = async () => (await (opened ??= open(settings))).connection;
    return (await main({ values, positionals, settings, database })) ?? 0;
  } catch (error) {
    return explain(error);
  } finally {
    await opened?.then(
      ({ close }) => close(),
      () => {},
    );
  }
}

function parse<const O extends Options>(usage: string, options: O): Parsed<O> {
  const help = { type: "boolean", short: "h" } as const;
  try {
    return parseArgs({ options: { ...options, help }, allowPositionals: true, strict: true }) as Parsed<O>;
  } catch (error) {
    const message = (error as Error).message.split(". ")[0];
    const command = usage.match(/^Usage: (npm (?:run )?\S+)/m)?.[1] ?? "npm run";
    throw new CommandError(`${message}. See ${command} -- --help.`, 2);
  }
}

type Open = { connection: Connection & { url: string }; close: () => Promise<void> };

async function open(settings: Settings): Promise<Open> {
  const { url, stop } = await findDatabase(settings);
  const connection = connect(url);
  const close = async () => {
    await connection.close();
    await stop();
  };
  try {
    await migrate(url);
  } catch (error) {
    await close();
    throw databaseUnreachable(url, error) ?? error;
  }
  return { connection: { ...connection, url }, close };
}

/** Prints one line for what was foreseen, everything for what was not. Gives the exit code. */
export function explain(error: unknown): number {
  const foreseen = [CommandError, SettingsError, AppError].some((kind) => error instanceof kind);
  const message = error instanceof Error ? error.message : String(error);
  console.error(foreseen ? message : `Unexpected: ${message}`);
  if (isDebugging()) console.error(inspect(error));
  else if (!foreseen) console.error("LOG_LEVEL=debug shows where.");
  return error instanceof CommandError ? error.exitCode : 1;
}

function isDebugging(): boolean {
  try {
    return env().LOG_LEVEL === "debug";
  } catch {
    return false;
  }
}
