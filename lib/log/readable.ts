/** Lines of the log as people read them. */

type Line = Record<string, unknown> & { err?: { message?: string; stack?: string } };

/** What every line has: not worth repeating to somebody who looks at a terminal. */
const KNOWN = new Set(["level", "time", "process", "pid", "msg", "err"]);
/** Escape sequences would let what a request holds write over a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
const LINE_BREAK = /\n/g;

/** `12:30:05 warn  What happened. requestId=…`, and the stack of an error below it; as it came, if it is no JSON. */
export function readable(json: string): string {
  const line = parsed(json);
  if (!line) return json;
  const { time, level, msg, err } = line;
  const clock = String(time ?? "").slice(11, 19);
  const rest = Object.entries(line).filter(([name]) => !KNOWN.has(name));
  const fields = rest.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const said = [msg ?? err?.message ?? "", ...fields].join(" ").replace(LINE_BREAK, " ");
  const stack = err?.stack ? `\n${err.stack}` : "";
  const mark = level === "info" ? "" : `${String(level)}: `;
  return `${`${clock} ${mark}${said}${stack}`.replace(CONTROL, " ")}\n`;
}

function parsed(json: string): Line | null {
  try {
    return JSON.parse(json) as Line;
  } catch {
    return null;
  }
}
