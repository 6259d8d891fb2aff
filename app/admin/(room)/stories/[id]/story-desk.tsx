"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useActionState, useRef, useState } from "react";
import { call } from "@/app/admin/_ui/call";
import type { ToldAct } from "@/app/api/newsroom/told";
import { outcomeOf } from "@/lib/story/outcome";
import { urls } from "@/lib/urls";
import { useToasts } from "../../../_ui/toasts";
import { changeStory } from "../actions";
import type { ToldArticle } from "../told-article";
import type { ToldGroup, ToldNear } from "../told-groups";
import { ActList } from "./act-list";
import { Members } from "./members";
import { NearStories } from "./near-stories";
import { PickStory } from "./pick-story";
import { useStoryKeys } from "./story-keys";

type Props = { storyId: number; members: ToldArticle[]; near: ToldNear[] };
type Verb = "lead" | "quality" | "split" | "own";

/** What an editor may do with a story. All of it goes through at once, and can be taken back. */
export function StoryDesk({ storyId, members, near }: Props) {
  const router = useRouter();
  const { say } = useToasts();
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState(members[0]?.id ?? 0);
  const [picking, setPicking] = useState<"add" | "move" | null>(null);
  const [state, action] = useActionState(changeStory, null);
  const form = useRef<HTMLFormElement>(null);
  const here = new Set(members.map(({ id }) => id));
  const kept = [...marked].filter((id) => here.has(id));
  const ids = kept.length > 0 ? kept : here.has(current) ? [current] : members.slice(0, 1).map(({ id }) => id);
  const chosen = new Set(ids);

  const tell = async (body: Record<string, unknown>, text: string, leftHere: number) => {
    const told = await call<ToldAct>("/api/newsroom/stories", body);
    if (!told.ok) return say({ text: told.message, isError: true });
    const isChanged = told.value.results.some(({ changed }) => changed);
    say(isChanged ? { text, act: told.value.act } : { text: "It was so already." });
    setMarked(new Set());
    if (leftHere < 2) router.push(urls.admin.stories);
    else router.refresh();
  };

  const does: Record<Verb, () => void> = {
    lead: () => {
      const [id, ...others] = ids;
      const one = members.find((member) => member.id === id);
      if (!one || others.length > 0) return say({ text: "Mark the one that is to lead.", isError: true });
      void tell(
        { do: "lead", storyId, articleId: one.id },
        `${one.provider} leads${one.state === "published" ? "" : " as soon as it is published"}.`,
        members.length,
      );
    },
    quality: () => void tell({ do: "lead", storyId, articleId: null }, "Quality decides who leads.", members.length),
    split: () => void tell({ do: "split", ids }, `Split off: ${count(ids.length)}.`, members.length - ids.length),
    own: () =>
      void tell(
        { do: "split", ids, together: true },
        `A story of their own: ${count(ids.length)}.`,
        members.length - ids.length,
      ),
  };

  const join = (group: ToldGroup) => {
    const first = members[0] as ToldArticle;
    void tell(
      { do: "merge", ids: [first.id, group.article.id], into: first.id },
      `Joined: ${count(group.members.length)}.`,
      members.length,
    );
  };
  const move = (group: ToldGroup) =>
    void tell({ do: "move", ids, into: group.article.id }, `Moved: ${count(ids.length)}.`, members.length - ids.length);

  const mark = (id: number) =>
    setMarked((was) => new Set(was.has(id) ? [...was].filter((other) => other !== id) : [...was, id]));
  useStoryKeys({
    mark: () => mark(current),
    lead: does.lead,
    split: does.split,
    own: does.own,
    add: () => setPicking("add"),
    move: () => setPicking("move"),
    edit: () => router.push(urls.admin.article(current)),
    original: () => openOriginal(members.find(({ id }) => id === current)),
  });

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter instanceof HTMLButtonElement && submitter.value in does) does[submitter.value as Verb]();
  };
  const { heat } = outcomeOf(members);

  return (
    <div className="st-desk">
      <form className="st-form" action={action} onSubmit={onSubmit} ref={form} aria-label="Story">
        <input type="hidden" name="story" value={storyId} />
        {state ? (
          <p className={state.ok ? "done" : "warn"} role="status">
            {state.message}
          </p>
        ) : null}
        <Members members={members} marked={chosen} isMarking={kept.length > 0} onMark={mark} onCurrent={setCurrent} />
        <ActList members={members} ids={ids} isMarking={kept.length > 0} onPick={setPicking} />
      </form>
      <NearStories members={members} near={near} heat={heat} onJoin={join} />
      {picking ? (
        <PickStory
          kind={picking}
          members={members}
          ids={ids}
          onPick={(group) => {
            setPicking(null);
            if (picking === "add") join(group);
            else move(group);
          }}
          onClose={() => setPicking(null)}
        />
      ) : null}
    </div>
  );
}

const count = (articles: number) => (articles === 1 ? "1 article" : `${articles} articles`);

function openOriginal(article: ToldArticle | undefined): void {
  if (article?.original) window.open(article.original, "_blank", "noopener,noreferrer");
}
