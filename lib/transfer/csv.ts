/** CSV as spreadsheets read it (RFC 4180). */

export type Row = (string | number)[];

/** What begins a formula there is kept from being one: whoever made the text need not mean well. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvOf(rows: Row[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
