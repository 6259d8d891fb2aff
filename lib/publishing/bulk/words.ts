/** What an editor typed, as words to be looked for. */
import type { SoughtWord } from "@/db/admin-filter";
import { words } from "../../search/tokens";

const MAX_WORDS = 8;
/** As Postgres parts words. */
const PLAIN = /[\p{L}\p{N}\p{M}]+/gu;

export function soughtWords(text: string): SoughtWord[] {
  const typed = text.replaceAll("\0", "").split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  return typed.map((one) => ({
    text: one,
    folded: words(one),
    plain: one.toLowerCase().match(PLAIN) ?? [],
  }));
}
