"use client";

import { useMemo, useRef } from "react";
import { nextMorning } from "@/lib/queue/later";
import { heatAfterJoin } from "@/lib/queue/prospect";
import type { Near, StoryPlace } from "@/lib/queue/types";
import type { TopicRef } from "@/lib/reading/types";
import type { Place } from "@/lib/time";
import { useToasts } from "../../_ui/toasts";
import { type Op, scoreOf, targets, threadOf, type What } from "./desk-state";
import { send } from "./send";
import type { DeskStore } from "./store";
import { doneText } from "./words";

export type Acts = {
  publish: (from?: number | null) => void;
  leave: () => void;
  later: () => void;
  group: () => void;
  join: (near: Near | undefined) => void;
  topics: (topics: Record<number, TopicRef[]>) => void;
  again: (id: number) => void;
  /** Resolves when nothing is under way. */
  settled: () => Promise<unknown>;
};

/** The acts of the queue. Each shows at once and runs by itself; those of one article run in order. */
export function useActs(store: DeskStore, { minimum, place }: { minimum: number; place: Place }): Acts {
  const { say } = useToasts();
  const chains = useRef(new Map<number, Promise<unknown>>());
  const told = useRef<Promise<unknown>>(Promise.resolve());
  const key = useRef(0);

  return useMemo(() => {
    const run = (what: What, ids: number[], scores: Record<number, number>) => {
      if (ids.length === 0) return;
      key.current += 1;
      const op: Op = { key: key.current, ids, what, scores };
      const titles = ids.map((id) => store.get().articles[id]?.title ?? "");
      store.dispatch({ type: "act", op });
      const before = ids.map((id) => chains.current.get(id));
      const answer = Promise.all(before).then(() => send(op, store.get(), minimum));
      for (const id of ids) chains.current.set(id, answer);
      // Toasts come in the order of the acts, so that Z takes back the last one.
      told.current = Promise.all([answer, told.current]).then(([given]) => tell(op, given, titles));
    };
    const tell = (op: Op, given: Awaited<ReturnType<typeof send>>, titles: string[]) => {
      if (!given.ok) {
        const { code, message, conflict } = given;
        const state = conflict?.current.state;
        const elsewhere = typeof state === "string" && state !== "queued" ? state : null;
        const who = conflict?.changes.at(-1)?.actor;
        const why = code === "conflict" && who ? `${who} changed it meanwhile.` : message;
        const version = conflict ? { version: conflict.version } : {};
        store.dispatch({ type: "failed", key: op.key, code, message: why, elsewhere, ...version });
        say({
          text: `Not saved: ${titles.length === 1 ? titles[0] : `${titles.length} articles`}. ${why}`,
          isError: true,
        });
        return;
      }
      const { act, results } = given.value;
      store.dispatch({ type: "answered", key: op.key, act, results });
      const left = results.filter(({ id, refused }) => refused !== null && op.ids.includes(id));
      const scores = op.ids.flatMap((id) => op.scores[id] ?? []);
      const text = doneText(op.what, titles, scores, new Date(), place);
      say({ text: left.length > 0 ? `${text}. ${left.length} of them were left as they are.` : text, act });
    };
    const scored = (ids: number[], isForAll: boolean) => {
      const desk = store.get();
      return Object.fromEntries(
        ids.flatMap((id) => {
          const score = isForAll ? scoreOf(desk, id) : desk.drafts[id];
          return score === null || score === undefined ? [] : [[id, score]];
        }),
      );
    };
    return {
      publish: (from = null) => {
        const desk = store.get();
        const ids = targets(desk);
        const scores = scored(ids, true);
        const unjudged = ids.filter((id) => scores[id] === undefined);
        if (unjudged.length > 0) {
          const [first] = unjudged;
          const whose = ids.length > 1 && first !== undefined ? `“${desk.articles[first]?.title}” has` : "It has";
          store.dispatch({
            type: "ask",
            ids: [],
            message: `${whose} no quality yet. A digit is its tens: press 8 for 80.`,
          });
          return;
        }
        const low = ids.filter((id) => (scores[id] ?? 0) < minimum);
        const wasAsked = desk.asking !== null && low.every((id) => desk.asking?.ids.includes(id));
        if (low.length > 0 && !wasAsked && from === null) {
          const whose = ids.length === 1 ? `${scores[ids[0] ?? 0]} is` : `${low.length} of ${ids.length} are`;
          const message = `${whose} below the minimum of ${minimum}. Press Enter again to publish all the same.`;
          store.dispatch({ type: "ask", ids: low, message });
          return;
        }
        run({ kind: "publish", from }, ids, scores);
      },
      leave: () => {
        const ids = targets(store.get());
        run({ kind: "leave" }, ids, scored(ids, false));
      },
      later: () => {
        const ids = targets(store.get());
        run({ kind: "later", until: nextMorning(new Date(), place.timeZone).getTime() }, ids, scored(ids, false));
      },
      group: () => {
        const desk = store.get();
        const ids = desk.marked.length > 1 ? desk.marked : desk.current === null ? [] : threadOf(desk, desk.current);
        if (ids.length < 2)
          return say({ text: "Mark two articles or more with X to make them one story.", isError: true });
        const known = ids.flatMap((id) => desk.articles[id]?.story ?? []);
        const story: StoryPlace = known.find(({ lead }) => lead) ?? { id: -(ids[0] ?? 1), size: 0, lead: null };
        const size = Math.max(ids.length, story.size + ids.length - known.length);
        run({ kind: "story", story: { ...story, size }, into: null }, ids, {});
      },
      join: (near) => {
        if (!near) return say({ text: "There is no story near it to join.", isError: true });
        const desk = store.get();
        const ids = targets(desk);
        const { story } = near;
        const heat = heatAfterJoin(story, null);
        const lead = story.lead && { ...story.lead, heat };
        run({ kind: "story", story: { ...story, size: story.size + ids.length, lead }, into: near.id }, ids, {});
      },
      topics: (topics) => run({ kind: "topics", topics }, Object.keys(topics).map(Number), {}),
      again: (id) => {
        const op = store.get().refused[id]?.op;
        if (op) run(op.what, [id], op.scores);
      },
      settled: () => told.current,
    };
  }, [store, minimum, place, say]);
}
