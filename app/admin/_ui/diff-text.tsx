import { wordDiff } from "@/lib/word-diff";

/** Two texts as one, with what is gone struck through and what is new strong. */
export function DiffText({ before, after }: { before: string; after: string }) {
  return wordDiff(before, after).map(({ kind, text }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no names, and never move
    if (kind === "same") return <span key={index}>{text}</span>;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    return kind === "gone" ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>;
  });
}
