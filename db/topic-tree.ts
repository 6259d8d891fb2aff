/** Topics above others. A parent is given by its name: it may be no topic (yet), and topics may make a circle. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";

/** A topic counts as above and below so many others in a row: deeper trees are cut, and circles end. */
export const MAX_TOPIC_DEPTH = 5;

/** For a `with recursive`: each of these topics (`root`) with itself and all above it (`id`), some more than once. */
export const aboveTopics = (which: SQL) => sql`
  above(root, id, parent, depth) as (
    select id, id, parent, 0 from topic where ${which}
    union all
    select above.root, up.id, up.parent, above.depth + 1
      from above join topic up on up.name = above.parent where above.depth < ${MAX_TOPIC_DEPTH}
  )`;

/** Each of these topics with itself and all above it, the nearest first; of all topics where no ids are given. */
export async function topicIdsAbove(db: Db, ids?: string[]): Promise<Map<string, string[]>> {
  if (ids?.length === 0) return new Map();
  const which = ids ? sql`id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::json)))` : sql`true`;
  const rows = await db.execute<{ root: string; id: string }>(sql`
    with recursive ${aboveTopics(which)} select root, id from above group by root, id order by root, min(depth)`);
  const found = new Map<string, string[]>();
  for (const { root, id } of rows) {
    const list = found.get(root);
    if (list) list.push(id);
    else found.set(root, [id]);
  }
  return found;
}
