/** Transactions that Postgres ended only because of others at the same time. */

/** The first attempt included. */
const MAX_ATTEMPTS = 4;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";
/** What a row names, such as a topic, was merged into another and deleted by a transaction that it had to wait for. */
const FOREIGN_KEY_VIOLATION = "23503";
const COLLISIONS: unknown[] = [SERIALIZATION_FAILURE, DEADLOCK_DETECTED, FOREIGN_KEY_VIOLATION];

/** Runs a whole transaction, and up to three times more after a collision with others. */
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
    if (COLLISIONS.includes(code)) return true;
  }
  return false;
}
