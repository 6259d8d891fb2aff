/** How the desk changes. Pure. */
import { acted, answered, failed, settledElsewhere, undone } from "./desk-acts";
import { fresh, more, remembered } from "./desk-pages";
import { type Action, type Desk, scoreOf, shownIds, targets } from "./desk-state";
import { step, typeDigit } from "./score";

export function reduce(desk: Desk, action: Action): Desk {
  switch (action.type) {
    case "move":
      return select(desk, neighbour(desk, action.by));
    case "select":
      return select(desk, action.id);
    case "digit": {
      const typed = typeDigit(desk.typed, action.digit, action.shift);
      return { ...drafted(desk, () => typed.score), typed };
    }
    case "step":
      return drafted(desk, (id) => step(scoreOf(desk, id), action.by, action.start));
    case "score":
      return drafted(desk, () => action.score);
    case "mark": {
      const marked = desk.marked.includes(action.id)
        ? desk.marked.filter((id) => id !== action.id)
        : [...desk.marked, action.id];
      return { ...desk, marked, typed: null, asking: null };
    }
    case "escape":
      return desk.asking ? { ...desk, asking: null } : { ...desk, marked: [], typed: null };
    case "ask":
      return { ...desk, asking: { ids: action.ids, message: action.message }, typed: null };
    case "act":
      return acted(desk, action.op);
    case "answered":
      return answered(desk, action);
    case "failed":
      return failed(desk, action);
    case "let-be":
      return settledElsewhere(desk, action.id);
    case "undone":
      return undone(desk, action.act);
    case "fresh":
      return fresh(desk, action);
    case "more":
      return more(desk, action.page);
    case "remembered":
      return remembered(desk, action);
  }
}

function select(desk: Desk, current: number | null): Desk {
  return current === desk.current ? desk : { ...desk, current, typed: null, asking: null };
}

function neighbour(desk: Desk, by: number): number | null {
  const ids = shownIds(desk);
  const at = desk.current === null ? -1 : ids.indexOf(desk.current);
  return ids[Math.min(Math.max(at + by, 0), ids.length - 1)] ?? null;
}

function drafted(desk: Desk, score: (id: number) => number): Desk {
  const drafts = { ...desk.drafts };
  for (const id of targets(desk)) drafts[id] = score(id);
  return { ...desk, drafts, typed: null, asking: null };
}
