/** Something went wrong in a way that was foreseen: the message is one sentence for the operator, and enough. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What the connection to a database says of itself when it fails, as a sentence that names where it was sought. */
export function databaseUnreachable(url: string, cause: unknown): CommandError | null {
  const { code = "", message = "" } = cause as { code?: string; message?: string };
  const network = /^(ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECT)/.test(code);
  // 28: not let in, 3D: no such database, 57P03: starting up or shutting down, 53300: too many connections.
  const refused = /^(28...|3D000|57P03|53300)$/.test(code);
  if (!network && !refused) return null;
  const { hostname, port, pathname } = new URL(url);
  const reason = network && !message ? code : message;
  const place = `${hostname}:${port || 5432}${pathname}`;
  return new CommandError(`The database at ${place} cannot be reached: ${reason}. Check DATABASE_URL.`, 1, { cause });
}
