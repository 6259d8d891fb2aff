/** Transactions that Postgres ended only because of others at the same time. */

/** The first attempt included. */
const MAX_ATTEMPTS = 4;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";

/** Runs a whole transaction, and up to three times more after a deadlock or a failure to serialize. */
export async function retried<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isCollision(error)) throw error;
    }
  }
}

function isCollision(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED) return true;
  }
  return false;
}
