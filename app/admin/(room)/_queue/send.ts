/** How acts of the queue are asked of the server. */
import type { ToldAct } from "@/app/api/newsroom/told";
import { type Answer, call } from "../../_ui/call";
import type { Desk, Op } from "./desk-state";

/** Sends an act, with the versions of its articles as they are known by now. */
export function send(op: Op, { articles }: Desk, minimum: number): Promise<Answer<ToldAct>> {
  const { what, ids } = op;
  if (what.kind === "story") {
    const { into } = what;
    return call("/api/newsroom/stories", {
      do: "merge",
      ids: into === null ? ids : [...ids, into],
      ...(into === null ? {} : { into }),
    });
  }
  const edits = ids.map((id) => {
    const quality = op.scores[id];
    return {
      id,
      version: articles[id]?.version,
      changes: { ...changesOf(op, id), ...(quality === undefined ? {} : { quality }) },
      // Enter was pressed twice: the minimum was told.
      ...(what.kind === "publish" && quality !== undefined && quality < minimum ? { confirmed: quality } : {}),
    };
  });
  return call("/api/newsroom/articles", { edits, tell: ids.length > 1 });
}

function changesOf({ what }: Op, id: number): object {
  switch (what.kind) {
    case "publish":
      return { state: "published", ...(what.from === null ? {} : { liveFrom: new Date(what.from).toISOString() }) };
    case "leave":
      return { state: "unpublished" };
    case "later":
      return { laterUntil: new Date(what.until).toISOString() };
    case "topics":
      return { topics: (what.topics[id] ?? []).map((topic) => topic.id) };
    case "story":
      return {};
  }
}
