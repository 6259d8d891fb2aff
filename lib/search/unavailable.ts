/** What goes on where no engine answered: a search that takes too long is no fault of the reader's. */

/** When it may be tried again, in seconds. */
export const RETRY_AFTER_S = 5;
export const UNAVAILABLE_NOTE = "Search takes too long just now. Try fewer words, or again in a moment.";

/**
 * Whether this is an EngineUnavailable. By its name: the bundler makes several copies of the class, and the choice of
 * engine, which throws it, is shared by all of them.
 */
export const isUnavailable = (error: unknown): boolean => error instanceof Error && error.name === "EngineUnavailable";

/** What a search gives, or something else where no engine answered. Other errors stay errors. */
export async function unlessUnavailable<T, Else>(answer: Promise<T>, otherwise: Else): Promise<T | Else> {
  try {
    return await answer;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return otherwise;
  }
}
