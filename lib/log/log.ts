/** What the portal says of itself while it runs: JSON lines for programs, plain lines for people. */
import { isatty } from "node:tty";
import pino, { type Logger } from "pino";
import { env, inProduction } from "../env";
import { readable } from "./readable";
import { pathForLog, requestContext } from "./request-context";

const KEY = Symbol.for("gazette.log");
const FORMAT = Symbol.for("gazette.log-format");
const STDERR = 2;

/** Nothing of ours logs them; should a library hand such an object over, they stay out. */
const SECRET_NAMES = ["password", "token", "secret", "authorization", "cookie", "apiKey"];
const SECRETS = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export type LogFormat = "json" | "text";
export type Destination = {
  /** Which process speaks. */
  name: string;
  format?: LogFormat;
};

/** The log of this process, made at first use. @throws SettingsError with wrong settings */
export function log(): Logger {
  return shared()[KEY] ?? beginLog({ name: "gazette" });
}

/** Begins it with a name, before its first use. */
export function beginLog({ name, format = logFormat() }: Destination): Logger {
  const sink = pino.destination({ dest: STDERR, sync: true });
  // Whoever read it is gone: no reason to end.
  sink.on("error", () => {});
  const stream = format === "json" ? sink : { write: (line: string) => sink.write(readable(line)) };
  shared()[FORMAT] = format;
  return (shared()[KEY] = logTo(stream, { name, level: env().LOG_LEVEL }));
}

/** A log that writes its lines to `stream`. */
export function logTo(stream: { write: (line: string) => unknown }, how: { name: string; level: string }): Logger {
  return pino(
    {
      level: how.level,
      base: { process: how.name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS, censor: "(left out)" },
      serializers: { err: errorFields },
      mixin: (_, level) => requestFields(level),
    },
    stream as pino.DestinationStream,
  );
}

/** By its name: what its class is called is another thing in a build. */
function errorFields(error: Error): object {
  return { ...pino.stdSerializers.err(error), type: error.name };
}

const ERROR_LEVEL = pino.levels.values.error ?? 50;

/** Of an error it is worth knowing where it happened. */
function requestFields(level: number): object {
  const request = requestContext().getStore();
  if (!request) return {};
  const { id: requestId, method, url } = request;
  return level >= ERROR_LEVEL ? { requestId, method, path: pathForLog(url) } : { requestId };
}

/** LOG_FORMAT; where it leaves that open, JSON in production unless somebody looks at it. */
export function logFormat({ isProduction = inProduction() } = {}): LogFormat {
  const { LOG_FORMAT } = env();
  if (LOG_FORMAT !== "auto") return LOG_FORMAT;
  return isProduction && !isatty(STDERR) ? "json" : "text";
}

/** Is told lines: what needs somebody's eye, unless it says that it is ordinary news. */
export type Say = (line: string, level?: "info" | "warn") => void;
export const logLine: Say = (line, level = "warn") => log()[level](line);
/** For whoever takes a function that is told lines of one kind. */
export const warnLine = (line: string): void => log().warn(line);
export const sayLine = (line: string): void => log().info(line);

/** How this process writes, for those that it starts. */
export const formatInUse = (): LogFormat => shared()[FORMAT] ?? logFormat();

type Shared = { [KEY]?: Logger; [FORMAT]?: LogFormat };
function shared(): Shared {
  return globalThis as Shared;
}
