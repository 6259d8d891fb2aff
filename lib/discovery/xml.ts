/** Writing small XML documents. */

/** What XML 1.0 can't hold, not even escaped: https://www.w3.org/TR/xml/#charsets */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Text for an element or an attribute. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_XML, "")
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** An element with attributes that holds nothing else. */
export const empty = (name: string, attributes: Record<string, string | number>): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("")}/>`;

/** An element that holds text. */
export const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

export const document = (lines: string[]): string => `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join("\n")}\n`;
