const ASCII = /^[\0-\x7f]*$/;
const MARKS = /\p{Mark}+/gu;
/** Letters that Unicode does not take apart, as people type them who have no key for them. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  ẞ: "SS",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  ł: "l",
  Ł: "L",
  þ: "th",
  Þ: "TH",
  ħ: "h",
  Ħ: "H",
  ı: "i",
};
const WHOLE_LETTERS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

/** Text without accents and the like (`café` becomes `cafe`), so that readers need not type them. */
export function fold(text: string): string {
  // Most text is, and taking it apart takes long.
  if (ASCII.test(text)) return text;
  return (
    text
      .normalize("NFKD")
      .replace(MARKS, "")
      .replace(WHOLE_LETTERS, (letter) => LETTERS[letter] ?? letter)
      // Korean syllables were taken apart, too.
      .normalize("NFC")
  );
}
