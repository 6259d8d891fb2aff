/** Formats of dates, each made once: making one takes some fifty times as long as using it. */

/** There are some ten for each language and time zone, and a site has one of each. */
const MAX_FORMATS = 200;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Writes what `toLocaleString` and its like write with the same options, where these name each part that is wanted. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= MAX_FORMATS) formats.clear();
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}
