/** What others write to the console, Next above all, goes to the log. */
import { format } from "node:util";
import { log } from "./log";

const METHODS = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;

/** For the life of the process. Errors keep their stack, and the number that readers see (`err.digest`). */
export function takeOverConsole(to: Pick<Console, "error"> = console): void {
  const target = to as unknown as Record<string, (...said: unknown[]) => void>;
  for (const [method, level] of Object.entries(METHODS)) {
    target[method] = (...said) => {
      const err = said.find((one) => one instanceof Error);
      const words = said.filter((one) => one !== err);
      const text = words.length > 0 ? format(...words) : (err?.message ?? "");
      if (text.trim() === "") return;
      if (err) log()[level]({ err }, text);
      else log()[level](text);
    };
  }
}
