/** What the server's pages, and what was kept over a reload, make of the desk. Pure. */
import type { Entry, QueuePage } from "@/lib/queue/types";
import { type Action, byId, type Desk, only, shownIds } from "./desk-state";

/** The page was read anew. The list stays as it is, unless the editor asked for another order or filter. */
export function fresh(desk: Desk, { page, total, reorder }: Extract<Action, { type: "fresh" }>): Desk {
  const articles = reorder ? byId(page.articles) : { ...desk.articles };
  const gone: Desk["gone"] = reorder ? {} : { ...desk.gone };
  const busy = new Set(Object.values(desk.pending).flatMap(({ ids }) => ids));
  for (const article of page.articles) {
    const known = desk.articles[article.id];
    if (known && (busy.has(article.id) || known.version > article.version)) {
      // The page is older than what is known here.
      articles[article.id] = known;
      if (desk.gone[article.id]) gone[article.id] = true;
      continue;
    }
    // It is queued in a version that was not seen gone: somebody put it back.
    if (!known || known.version < article.version) delete gone[article.id];
    else if (desk.gone[article.id]) gone[article.id] = true;
    articles[article.id] = article;
  }
  const there = new Set(page.articles.map(({ id }) => id));
  const countedGone = Object.fromEntries(Object.entries(gone).filter(([id]) => there.has(Number(id)) || !reorder));
  const entries = reorder ? page.entries : [...desk.entries, ...newcomers(desk, page)];
  const after: Desk = {
    ...desk,
    entries,
    articles,
    gone: countedGone as Desk["gone"],
    providers: { ...desk.providers, ...byId(page.providers) },
    total: total + Object.keys(countedGone).filter((id) => !there.has(Number(id))).length,
    next: reorder ? page.next : desk.next,
  };
  const ids = shownIds(after);
  const current = after.current !== null && ids.includes(after.current) ? after.current : (ids[0] ?? null);
  const marked = desk.marked.filter((id) => ids.includes(id));
  // What is being typed or asked is of the article that is still there.
  const isAsked = desk.asking?.ids.every((id) => ids.includes(id)) ?? true;
  if (!reorder && current === desk.current && isAsked) return { ...after, marked };
  return { ...after, current, marked, typed: null, asking: null };
}

function newcomers(desk: Desk, page: QueuePage): Entry[] {
  const known = new Set(desk.entries.flatMap(({ ids }) => ids));
  return page.entries.flatMap((entry) => {
    const ids = entry.ids.filter((id) => !known.has(id));
    return ids.length > 0 ? [{ ...entry, ids }] : [];
  });
}

export function more(desk: Desk, page: QueuePage): Desk {
  const articles = { ...byId(page.articles), ...desk.articles };
  const entries = [...desk.entries, ...newcomers(desk, page)];
  const after = {
    ...desk,
    entries,
    articles,
    providers: { ...byId(page.providers), ...desk.providers },
    next: page.next,
  };
  return { ...after, current: desk.current ?? shownIds(after)[0] ?? null };
}

/** What this browser kept of before a reload: scores that were typed, and acts that nobody answered. */
export function remembered(desk: Desk, { drafts, unsent, versions }: Extract<Action, { type: "remembered" }>): Desk {
  const kept = Object.fromEntries(Object.entries(drafts).filter(([id]) => desk.articles[Number(id)]));
  const refused = { ...desk.refused };
  for (const op of unsent) {
    for (const id of op.ids) {
      const article = desk.articles[id];
      // In a later version it was done, or somebody else changed it.
      if (!article || article.version !== versions[id]) continue;
      const message = "This was not saved when the page was left.";
      refused[id] = { op: only(op, id), code: "unreachable", message, elsewhere: null };
    }
  }
  return { ...desk, drafts: { ...kept, ...desk.drafts }, refused };
}
