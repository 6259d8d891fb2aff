const MARKS = /\p{Mark}+/gu;

/** Text without accents and the like (`café` becomes `cafe`), so that readers need not type them. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "");
}
