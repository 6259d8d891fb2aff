/** Why a file is not taken: one sentence for whoever runs the import. */
export class Refusal extends Error {
  override name = "Refusal";
}
