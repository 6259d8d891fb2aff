/** Rows as lines of text, for terminals. */

/** Columns as wide as their widest cell: the first ones to the left, those of numbers to the right. */
export function table(rows: string[][], { leftColumns }: { leftColumns: number }): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column < leftColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
