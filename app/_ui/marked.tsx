/** Text in pieces, those that match marked. */
export type Segment = { text: string; mark: boolean };

export function Marked({ segments }: { segments: Segment[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no other identity and never move
  return segments.map(({ text, mark }, index) => (mark ? <mark key={index}>{text}</mark> : text));
}

/** Long enough for three lines. */
const MAX_LENGTH = 300;
/** What stands before the first match, so that it can be understood. */
const LEAD_IN = 80;

/** A long text cut to what surrounds its first match, between words. */
export function cropped(segments: Segment[]): Segment[] {
  const length = segments.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= MAX_LENGTH) return segments;
  const all = segments.map(({ text }) => text).join("");
  const first = segments.findIndex(({ mark }) => mark);
  const before = segments.slice(0, Math.max(first, 0)).reduce((sum, { text }) => sum + text.length, 0);
  const start = before <= MAX_LENGTH - LEAD_IN ? 0 : wordStart(all, Math.min(before - LEAD_IN, length - MAX_LENGTH));
  const end = length - start <= MAX_LENGTH ? length : wordEnd(all, start + MAX_LENGTH);
  let at = 0;
  const kept = segments.flatMap(({ text, mark }) => {
    const piece = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += text.length;
    return piece ? [{ text: piece, mark }] : [];
  });
  const dots = { text: "…", mark: false };
  return [...(start > 0 ? [dots] : []), ...kept, ...(end < length ? [dots] : [])];
}

const wordStart = (text: string, at: number) => text.lastIndexOf(" ", at) + 1;
const wordEnd = (text: string, at: number) => {
  const space = text.lastIndexOf(" ", at);
  return space > at - LEAD_IN ? space : at;
};
