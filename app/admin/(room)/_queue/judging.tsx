"use client";

import { useCallback, useEffect, useRef } from "react";
import { prospect } from "@/lib/queue/prospect";
import type { Near, QueueArticle } from "@/lib/queue/types";
import type { TopicRef } from "@/lib/reading/types";
import type { Place } from "@/lib/time";
import { ActsBar } from "./acts-bar";
import { type Desk, scoreOf, shownIds, targets, threadOf, waiting } from "./desk-state";
import { QueueItem } from "./item";
import { NearPanel } from "./near-panel";
import { Notices } from "./notices";
import { ProviderPanel } from "./provider-panel";
import { ScheduleDialog } from "./schedule";
import { ScorePanel } from "./score-panel";
import type { DeskStore } from "./store";
import type { Acts } from "./use-acts";
import { prospectText } from "./words";

type Props = {
  desk: Desk;
  article: QueueArticle;
  near: Near | undefined;
  acts: Acts;
  store: DeskStore;
  topics: TopicRef[];
  minimum: number;
  place: Place;
  now: Date;
  open: "topic" | "schedule" | "keys" | null;
  onOpen: (open: "topic" | "schedule" | null) => void;
};

/** The article at hand with its score, what may be done with it, and what is known around it. */
export function Judging({ desk, article, near, acts, store, topics, minimum, place, now, open, onOpen }: Props) {
  const { id } = article;
  const provider = desk.providers[article.providerId];
  const score = scoreOf(desk, id);
  const marked = desk.marked.length;
  const ids = shownIds(desk);
  const start = useRef<HTMLDivElement>(null);
  useScrollUp(start, id);
  const onTopics = useCallback((given: TopicRef[]) => acts.topics({ [id]: given }), [acts, id]);
  const onTopicOpen = useCallback((isOpen: boolean) => onOpen(isOpen ? "topic" : null), [onOpen]);
  const low = targets(desk).filter((one) => (scoreOf(desk, one) ?? minimum) < minimum).length;
  const warning = `${marked > 1 ? `${low} of them are` : "Its quality is"} below the minimum of ${minimum}.`;
  return (
    <>
      <div ref={start} />
      <Notices
        refused={desk.refused[id]}
        asking={desk.asking?.message ?? null}
        marked={marked}
        onAgain={() => acts.again(id)}
        onLetBe={() => store.dispatch({ type: "let-be", id })}
        onUnmark={() => store.dispatch({ type: "escape" })}
      />
      <QueueItem
        article={article}
        provider={provider}
        place={`${ids.indexOf(id) + 1} of ${waiting(desk).toLocaleString("en")}`}
        site={place}
        topics={topics}
        isTopicOpen={open === "topic"}
        onTopicOpen={onTopicOpen}
        onTopics={onTopics}
      />
      <ScorePanel
        score={score}
        source={sourceOf(desk, article)}
        minimum={minimum}
        effect={effectOf(desk, article, score)}
        isTens={desk.typed?.tens ?? false}
        onDigit={(digit, shift) => store.dispatch({ type: "digit", digit, shift })}
        onScore={(given) => store.dispatch({ type: "score", score: given })}
      />
      <ActsBar
        score={score}
        marked={marked}
        isAsking={(desk.asking?.ids.length ?? 0) > 0}
        onPublish={() => acts.publish()}
        onSchedule={() => onOpen("schedule")}
        onLeave={acts.leave}
        onLater={acts.later}
      />
      <div className="q-panels">
        {near ? <NearPanel near={near} score={score} now={now} place={place} onJoin={() => acts.join(near)} /> : null}
        {provider ? <ProviderPanel provider={provider} minimum={minimum} /> : null}
      </div>
      {open === "schedule" ? (
        <ScheduleDialog
          place={place}
          what={marked > 1 ? `${marked} articles` : score === null ? "it" : `at ${score}`}
          warning={low > 0 ? warning : null}
          onSchedule={(at) => acts.publish(at)}
          onClose={() => onOpen(null)}
        />
      ) : null}
    </>
  );
}

/** A next article begins at its beginning. */
function useScrollUp(start: React.RefObject<HTMLElement | null>, id: number): void {
  const shown = useRef(id);
  useEffect(() => {
    if (shown.current === id) return;
    shown.current = id;
    const item = start.current?.parentElement;
    if (!item) return;
    if (item.scrollTop > 0) item.scrollTop = 0;
    if (item.getBoundingClientRect().top < 0) start.current?.scrollIntoView();
  }, [start, id]);
}

function sourceOf(desk: Desk, { id, quality, providerId }: QueueArticle) {
  if (desk.drafts[id] !== undefined) return "typed";
  if (quality !== null) return "given";
  return (desk.providers[providerId]?.usual ?? null) === null ? "none" : "usual";
}

/** What publishing it at this score would make of it, and what its provider usually has. */
function effectOf(desk: Desk, article: QueueArticle, score: number | null): string {
  const provider = desk.providers[article.providerId];
  const usual = provider?.usual ?? null;
  const usually = usual === null ? "" : ` ${provider?.name} usually has ${usual}.`;
  if (score === null) return `A digit is its tens.${usually}`;
  const peers = threadOf(desk, article.id)
    .filter((one) => one !== article.id)
    .map((one) => {
      const peer = desk.articles[one];
      return { quality: scoreOf(desk, one), provider: (peer && desk.providers[peer.providerId]?.name) ?? "" };
    });
  return `${prospectText(prospect(score, { story: article.story, peers }))}${usually}`;
}
