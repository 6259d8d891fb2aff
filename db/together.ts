/** Statements of one transaction that need not wait for each other's answers. */

/**
 * Waits until all have ended, so that none asks on once the transaction is over. Postgres still takes them one by one,
 * but we make the next while it is at the last.
 * @throws what failed first: the others fail only since the transaction did
 */
export async function together<T extends readonly Promise<unknown>[]>(
  ...asked: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  try {
    return await Promise.all(asked);
  } finally {
    await Promise.allSettled(asked);
  }
}
