import { createServer } from "node:net";
import { CommandError } from "./command-error";

/**
 * Makes sure that the portal can listen there.
 * @returns the port; a free one for 0
 * @throws CommandError that says what to change
 */
export async function requirePort(host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
    const address = server.address();
    return typeof address === "object" && address ? address.port : port;
  } catch (error) {
    throw new CommandError(sentence((error as NodeJS.ErrnoException).code, host, port), 1, { cause: error });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function sentence(code: string | undefined, host: string, port: number): string {
  if (code === "EADDRINUSE") {
    return `Port ${port} of ${host} is in use by another program. Stop that, or set PORT to another number.`;
  }
  if (code === "EACCES") return `This user may not listen on port ${port}. Set PORT to a number above 1023.`;
  return `${host} is not an address of this machine (${code}). Set HOST to one that is, such as 127.0.0.1.`;
}
