import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CommandError } from "./command-error";

/**
 * A password: asked for twice and not shown at a terminal, else the first line of standard input.
 * @throws CommandError when there is none, or the two differ
 */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return firstLine();
  const password = await ask("Password: ");
  if ((await ask("Once more: ")) !== password) throw new CommandError("The two passwords differ. Nothing was changed.");
  return password;
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new CommandError("There is no password on standard input.");
}

function ask(question: string): Promise<string> {
  process.stderr.write(question);
  // readline echoes what is typed to its output: give it one that swallows everything.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    let answer: string | undefined;
    terminal.once("line", (line) => {
      answer = line;
      terminal.close();
    });
    // Also Ctrl-C and Ctrl-D.
    terminal.once("close", () => {
      process.stderr.write("\n");
      if (answer === undefined) reject(new CommandError("No password was given. Nothing was changed."));
      else resolve(answer);
    });
  });
}
