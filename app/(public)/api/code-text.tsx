/** A sentence in which `backticks` mark what is typed. */
export function CodeText({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves
      <code key={index}>{part}</code>
    ) : (
      part
    ),
  );
}
