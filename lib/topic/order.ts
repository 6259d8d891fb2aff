/** The order of topics that have files. Pure. */
import { byCodePoint } from "./write-file";

export type Placed = { id: string; fileName: string | null; position: number | null };

/**
 * The ids in order, where those without a position are new, or have files of other names. While the order is that of
 * the files' names it stays so; once an editor made another, what is new goes behind the file before it.
 */
export function withNewOnes(topics: Placed[]): string[] {
  const files = topics.filter((one): one is Placed & { fileName: string } => one.fileName !== null);
  const byName = (a: { fileName: string; id: string }, b: { fileName: string; id: string }) =>
    byCodePoint(a.fileName, b.fileName) || (a.id < b.id ? -1 : 1);
  const known = files
    .filter(({ position }) => position !== null)
    .sort((a, b) => Number(a.position) - Number(b.position));
  const isByName = known.every((one, index) => index === 0 || byName(known[index - 1] as typeof one, one) < 0);
  if (isByName) return [...files].sort(byName).map(({ id }) => id);
  const list = [...known];
  for (const one of files.filter(({ position }) => position === null).sort(byName)) {
    const before = list
      .filter((other) => byName(other, one) < 0)
      .sort(byName)
      .at(-1);
    list.splice(before ? list.indexOf(before) + 1 : 0, 0, one);
  }
  return list.map(({ id }) => id);
}

/** The ids with one of them behind another, or (null) first. */
export function movedBehind(ids: string[], id: string, after: string | null): string[] {
  const others = ids.filter((other) => other !== id);
  others.splice(after === null ? 0 : others.indexOf(after) + 1, 0, id);
  return others;
}

/** Positions that are not as `ids` has them. */
export function otherPositions(ids: string[], topics: Placed[]): { id: string; position: number | null }[] {
  return topics.flatMap(({ id, position }) => {
    const wanted = ids.includes(id) ? ids.indexOf(id) : null;
    return wanted === position ? [] : [{ id, position: wanted }];
  });
}
