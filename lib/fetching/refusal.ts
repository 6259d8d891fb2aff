/** Why something was not fetched or sent: a sentence for people. */
export class FetchRefusal extends Error {
  override name = "FetchRefusal";

  /** @param isPassing whether another try may help: it can't be reached now, or was too slow */
  constructor(
    message: string,
    readonly isPassing = false,
  ) {
    super(message);
  }
}
