/** Rows as CSV, as RFC 4180 has it, for spreadsheets that run formulas. Pure. */

/** By it spreadsheets know UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";
/** What begins so is a formula to a spreadsheet, also after blanks. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[\s\uFEFF]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** One record, with its line end. */
export function csvLine(cells: (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A cell that shows as text what would be run: with a `'` before it. Numbers stay numbers. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value).replaceAll("\0", "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
