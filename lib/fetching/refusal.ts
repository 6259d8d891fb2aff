/** Why something was not fetched or sent: a sentence for people. */
export class FetchRefusal extends Error {
  override name = "FetchRefusal";
}
