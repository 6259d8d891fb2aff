/** Pages of lists by the cursor in their address. */
import { type List, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { type Cursor, formatCursor, type Keyset, parseCursor } from "@/db/keyset";
import type { Card, Page } from "./types";

export const PAGE_SIZE = 30;

type Wanted<T> = {
  list: List;
  now: Date;
  cursor: string | null;
  byIds: (db: Db, ids: number[], now: Date) => Promise<T[]>;
  /** How many of the list its first page has, where other things stand on it, too. */
  firstSize?: number | undefined;
};

/** One page of a list, or null when the cursor is not one of it, or nothing comes after it. */
export async function pageOf<T>(db: Db, { list, now, cursor, byIds, firstSize }: Wanted<T>): Promise<Page<T> | null> {
  const position = positionOf(cursor, list.keyset);
  if (position === undefined) return null;
  const { ids, older, newer } = await pageOfIds(db, list, { now, cursor: position, size: PAGE_SIZE, firstSize });
  if (position !== null && ids.length === 0) return null;
  return { items: await byIds(db, ids, now), ...cursors(older, newer) };
}

/** null: the list's first page; undefined: not a cursor. */
export function positionOf(cursor: string | null, keyset: Keyset): Cursor | null | undefined {
  return cursor === null ? null : (parseCursor(cursor, keyset) ?? undefined);
}

export function cursors(older: Cursor | null, newer: Cursor | null): { older: string | null; newer: string | null } {
  return { older: older && formatCursor(older), newer: newer && formatCursor(newer) };
}

/** The dates whose age a list shows. */
export function datesOf(items: (Pick<Card, "publishedAt"> & { coverage?: { publishedAt: Date }[] })[]): Date[] {
  return items.flatMap((item) => [item.publishedAt, ...(item.coverage ?? []).map((other) => other.publishedAt)]);
}
