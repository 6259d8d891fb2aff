"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { isFiltered, queuePath } from "@/lib/queue/filter";
import type { QueueStart } from "@/lib/queue/page";
import type { QueueFilter } from "@/lib/queue/types";
import type { Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { useToasts } from "../../_ui/toasts";
import { Cap } from "./cap";
import { openDesk, targets, waiting } from "./desk-state";
import { Filters, nextOrderPath, OrderLink } from "./filters";
import { Judging } from "./judging";
import type { Command } from "./keys";
import { KeysDialog } from "./keys-dialog";
import { QueueList } from "./list";
import { Nothing } from "./nothing";
import { deskStore } from "./store";
import { useActs } from "./use-acts";
import { useAhead, useArrivals, useFollowing, useNear } from "./use-following";
import { useKeys } from "./use-keys";

type Props = { start: QueueStart; filter: QueueFilter; place: Place; now: Date };

/** The queue: the list left, the article to judge right. The server's page, kept going by itself. */
export function QueueDesk({ start, filter, place, now }: Props) {
  const router = useRouter();
  const { undo } = useToasts();
  const [store] = useState(() => deskStore(openDesk(start)));
  const desk = useSyncExternalStore(store.subscribe, store.get, store.get);
  const { minimum } = start;
  const acts = useActs(store, { minimum, place });
  const [open, setOpen] = useState<"topic" | "schedule" | "keys" | null>(null);
  const near = useNear(desk);
  const path = queuePath(filter);
  useFollowing(store, start, path);
  useArrivals();
  useAhead(store, desk, filter);
  const top = useRef<HTMLElement>(null);

  const article = desk.current === null ? undefined : desk.articles[desk.current];
  const nearIt = article && near[article.id];
  const isStoryOf = nearIt && article.story?.id === nearIt.story.id;

  const obey = (command: Command, event: KeyboardEvent) => {
    if (command.do === "undo") {
      // What is under way is the last act, and has no number yet.
      if (Object.keys(store.get().pending).length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void acts.settled().then(undo);
      return;
    }
    event.preventDefault();
    switch (command.do) {
      case "digit":
        return store.dispatch({ type: "digit", digit: command.digit, shift: command.shift });
      case "step":
        return store.dispatch({ type: "step", by: command.by, start: minimum });
      case "move":
        return store.dispatch({ type: "move", by: command.by });
      case "publish":
        return acts.publish();
      case "leave":
        return acts.leave();
      case "later":
        return acts.later();
      case "group":
        return acts.group();
      case "join":
        return acts.join(isStoryOf ? undefined : nearIt);
      case "mark":
        return article && store.dispatch({ type: "mark", id: article.id });
      case "escape":
        return store.dispatch({ type: "escape" });
      case "order":
        return router.push(nextOrderPath(filter));
      case "original":
        return article && void window.open(article.link, "_blank", "noopener,noreferrer");
      case "edit":
        return article && window.location.assign(urls.admin.article(article.id));
      case "schedule":
        return targets(store.get()).length > 0 && setOpen("schedule");
      case "topic":
        return article && setOpen("topic");
      case "keys":
        return setOpen("keys");
    }
  };
  useKeys((command, event) => {
    obey(command, event);
  });

  const onSelect = useCallback(
    (id: number) => {
      store.dispatch({ type: "select", id });
      // On phones the item is above the list.
      top.current?.scrollIntoView({ block: "nearest" });
    },
    [store],
  );
  const onMark = useCallback((id: number) => store.dispatch({ type: "mark", id }), [store]);
  const onGroup = useCallback(
    (id: number) => {
      store.dispatch({ type: "escape" });
      store.dispatch({ type: "select", id });
      acts.group();
    },
    [store, acts],
  );
  const left = waiting(desk);
  const count = useMemo(() => left.toLocaleString("en"), [left]);

  return (
    <main className="q-desk" id="main">
      <section className="q" id="queue-list" aria-labelledby="q-head">
        <div className="q-tools">
          <h1 id="q-head">
            {start.isMore ? `More than ${count} waiting` : left === 0 ? "Nothing waits" : `${count} waiting`}
          </h1>
          <OrderLink filter={filter} />
        </div>
        <Filters filter={filter} choices={start.choices} />
        <QueueList desk={desk} now={now} place={place} onSelect={onSelect} onMark={onMark} onGroup={onGroup} />
        <p className="q-legend only-wide needs-js">
          <span>
            <kbd>J</kbd> <kbd>K</kbd> move
          </span>
          <span>
            <kbd>X</kbd> mark
          </span>
          <span>
            <kbd>G</kbd> one story
          </span>
          <span>
            <kbd>Z</kbd> undo
          </span>
          <button type="button" aria-keyshortcuts="?" onClick={() => setOpen("keys")}>
            <Cap>?</Cap> all keys
          </button>
        </p>
      </section>
      <article className="q-item needs-js" aria-label="To judge" ref={top}>
        {article ? (
          <Judging
            desk={desk}
            article={article}
            near={isStoryOf ? undefined : nearIt}
            acts={acts}
            store={store}
            topics={start.topics}
            minimum={minimum}
            place={place}
            now={now}
            open={open}
            onOpen={setOpen}
          />
        ) : (
          <Nothing isFiltered={isFiltered(filter)} isMore={left > 0} onLook={() => router.refresh()} />
        )}
      </article>
      {open === "keys" ? <KeysDialog onClose={() => setOpen(null)} /> : null}
    </main>
  );
}
