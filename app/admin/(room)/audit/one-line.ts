import { plainText } from "@/lib/plain-text";
import type { Act } from "@/lib/record/record";
import { nounOf, sentenceOf } from "./sentence";

/** What an act was, on one line: `Published: A title`. */
export function oneLine(act: Act): string {
  const sentence = sentenceOf(act);
  if (sentence.of === "many") return sentence.text;
  const { event, told } = sentence;
  const fields = told.what ? "" : `, ${told.changes.map(({ field }) => field.toLowerCase()).join(", ")}`;
  const name = event.name ? plainText(event.name) : nounOf(event.subject);
  return `${told.what || "Changed"}: ${name}${fields}`;
}
