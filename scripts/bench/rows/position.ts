import { listPlaces, uncached } from "../costs";
import type { Line, Row } from "../row";

/** What the others are compared to. */
const FEW = 1_000;
const TIMES = 15;
const MOST = 1.3;
const MOST_OF_NUMBERED = 3;

export const position: Row = {
  id: "position",
  what: "Rendering uncached: first page and last one of every list, against the first of 1,000 articles",
  goal: "of 1,000,000 articles within 1.3 of each other; /api/news/page/{n} within 3",
  isQuick: false,
  async measure({ asked: { articles }, portalOf, signal, say }) {
    const [few, all] = [await portalOf(FEW), await portalOf(articles)];
    const ofFew = new Map((await listPlaces(few.db, few.origin)).map(({ list, first }) => [list, first]));
    const lines: Line[] = [];
    for (const { list, first, last } of await listPlaces(all.db, all.origin)) {
      say(`  ${list} …`);
      const askings = [
        { ...few, path: ofFew.get(list) ?? first },
        { ...all, path: first },
        { ...all, path: last },
      ];
      const [reference = 0, atFirst = 0, atLast = 0] = await uncached(askings, TIMES, signal);
      const most = list === "API page" ? MOST_OF_NUMBERED : MOST;
      const common = { unit: "ms", reference: { what: "first of 1,000", value: reference } } as const;
      const goal = { of: "ratio", most } as const;
      lines.push({ what: `${list}, first`, measured: atFirst, ...common, goal });
      lines.push({ what: `${list}, last`, measured: atLast, ...common, goal });
    }
    return lines;
  },
};
