/** What others write to the console, Next above all, goes to the log. */
import { format } from "node:util";
import { log } from "./log";
import { requestContext } from "./request-context";

const METHODS = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;
const SHOWN_LENGTH = 200;
/** How Next begins its lines. */
const MARKS = /^[⨯⚠✓▲○-]?\s*/u;

/** For the life of the process. Errors keep their stack, and the number that readers see (`err.digest`). */
export function takeOverConsole(to: Pick<Console, "error"> = console): void {
  const target = to as unknown as Record<string, (...said: unknown[]) => void>;
  for (const [method, level] of Object.entries(METHODS)) {
    target[method] = (...said) => {
      const err = said.find((one) => one instanceof Error);
      const words = said.filter((one) => one !== err);
      const text = format(...words)
        .replace(MARKS, "")
        .trim();
      if (err === undefined) return void (text && log()[level](text));
      if (!isRepeated(err)) log()[level]({ err }, text || firstLine(err));
    };
  }
}

/** Next tells of one error in each of the ways in which it renders a page. */
function isRepeated({ digest }: Error & { digest?: unknown }): boolean {
  const request = requestContext().getStore();
  if (typeof digest !== "string" || !request) return false;
  request.logged ??= new Set();
  if (request.logged.has(digest)) return true;
  request.logged.add(digest);
  return false;
}

function firstLine({ name, message }: Error): string {
  const line = message.split("\n", 1)[0]?.trim() ?? "";
  return `${name}: ${line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line}`;
}
