/** A command of the project in any folder with it, until it is stopped. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { CommandError } from "@/lib/runtime/command-error";

export function startedCommand(
  root: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): { failed: Promise<never>; stop: () => Promise<void> } {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const ended = once(child, "exit");
  const failed = ended.then((): never => {
    throw new CommandError(`${said.trim()}\n${args.at(-1)} ended; what it said is above.`);
  });
  // Whoever stops it expects its end.
  failed.catch(() => {});
  return {
    failed,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
