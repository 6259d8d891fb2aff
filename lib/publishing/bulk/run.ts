/** Does an act on many articles: at once for some hundreds, step by step in a job for more. */
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { plainText } from "../../plain-text";
import { currentTopics } from "../../topic/current";
import { type ActResult, changeArticles } from "../change";
import { editOf } from "./edit";
import type { Operation } from "./operation";
import { readArticles } from "./read";

export type Refused = { id: number; title: string; reason: string };
export type Done = {
  /** By which all of it can be undone. */
  act: number;
  changed: number;
  same: number;
  refused: number;
  /** The first of them. */
  refusals: Refused[];
};

/** Told one by one; of more, their number. */
export const MAX_REFUSALS = 200;

/**
 * Does it to these articles, a few hundred at most, as one act or as a step of one. Those that can't be changed so are
 * left as they are and told of.
 * @throws AppError invalid where the topic is gone
 */
export async function changeMany(
  db: Db,
  given: Operation,
  { ids, by, now, act }: { ids: number[]; by: Actor; now: Date; act?: number },
): Promise<Done> {
  const operation = given.do === "add-topic" ? { ...given, topic: await topicNow(db, given.topic) } : given;
  const known = await readArticles(db, ids);
  const edits = known.map((row) => editOf(operation, row));
  const titles = new Map(known.map(({ id, title }) => [id, plainText(title) || "Without a title"]));
  const done = await changeArticles(db, { edits, by, now, refusals: "tell", ...(act === undefined ? {} : { act }) });
  const refusals = [...refusedOf(done, titles), ...ids.filter((id) => !titles.has(id)).map(goneOf)];
  const changed = done.results.filter((result) => result.changed).length;
  return {
    act: done.act,
    changed,
    same: ids.length - changed - refusals.length,
    refused: refusals.length,
    refusals: refusals.slice(0, MAX_REFUSALS),
  };
}

function refusedOf({ results }: ActResult, titles: Map<number, string>): Refused[] {
  return results.flatMap(({ id, refused }) =>
    refused === null ? [] : [{ id, title: titles.get(id) ?? "", reason: refused.message }],
  );
}

const goneOf = (id: number): Refused => ({ id, title: `Article ${id}`, reason: "It is gone." });

/** The topic that it was merged into meanwhile, so that a job of many steps goes on with that. */
async function topicNow(db: Db, id: string): Promise<string> {
  return (await currentTopics(db, [id])).get(id) ?? id;
}
