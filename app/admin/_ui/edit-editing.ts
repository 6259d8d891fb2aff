"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ArticleState } from "@/db/schema";
import type { FieldErrors } from "@/lib/errors";
import { changedFields, clashOf, type Draft, type DraftField, EMPTY_DRAFT, merged, only } from "@/lib/publishing/draft";
import { urls } from "@/lib/urls";
import { call, type Refusal } from "./call";
import { useLeaveWarning, useLooking } from "./edit-watching";
import { DONE, inForm, toldOf } from "./edit-words";
import { useToasts } from "./toasts";

/** An article as somebody else left it. */
export type Theirs = {
  version: number;
  state: ArticleState;
  draft: Draft;
  changes: { actor: string; at: string }[];
};
type Notice = { text: string; kind: "told" | "refused" | "below-minimum" };
export type Seen = { id: number; version: number; state: ArticleState };

type Editing = {
  /** What the form was filled in from. */
  base: Draft;
  version: number;
  state: ArticleState;
  mine: Draft;
  /** Somebody else's version that waits for a choice. */
  theirs: Theirs | null;
  notice: Notice | null;
  problems: FieldErrors;
  isPending: boolean;
};

export type Start = { seen: Seen | null; draft: Draft; mine?: Draft | undefined; problems?: FieldErrors | undefined };

/** The state of an article's form, and what can be done with it. `seen` null: a new article. */
export function useEditing({ seen, draft, mine = draft, problems = {} }: Start) {
  const router = useRouter();
  const { say } = useToasts();
  const first: Editing = {
    base: seen ? draft : { ...EMPTY_DRAFT, publishedAt: draft.publishedAt, type: draft.type },
    version: seen?.version ?? 0,
    state: seen?.state ?? "queued",
    mine,
    theirs: null,
    notice: null,
    problems,
    isPending: false,
  };
  const [editing, setEditing] = useState(first);
  const latest = useRef(editing);
  const update = useCallback((change: Partial<Editing>) => {
    latest.current = { ...latest.current, ...change };
    setEditing(latest.current);
  }, []);
  const changed = changedFields(editing.base, editing.mine);
  const id = seen?.id ?? 0;

  const set = useCallback(
    <F extends DraftField>(field: F, value: Draft[F]) => {
      const { mine: before, problems: known } = latest.current;
      const { [field]: _, ...rest } = known;
      update({ mine: { ...before, [field]: value }, problems: rest });
    },
    [update],
  );

  /** Takes in what somebody else did; true when nothing is left to choose. */
  const arrived = useCallback(
    (theirs: Theirs): boolean => {
      const { base, version, mine: own } = latest.current;
      if (theirs.version <= version) return true;
      const clash = clashOf(base, theirs.draft, own);
      const text = toldOf(theirs, changedFields(base, theirs.draft));
      const { version: to, state, draft: now } = theirs;
      if (changedFields(base, own).length > 0 && clash.theirs.length + clash.both.length > 0) {
        update({ theirs });
        return false;
      }
      update({
        base: now,
        mine: merged({ theirs: now, mine: own }, clash, []),
        version: to,
        state,
        theirs: null,
        notice: { text, kind: "told" },
      });
      return true;
    },
    [update],
  );

  const look = useCallback(async (): Promise<boolean> => {
    if (!id) return true;
    const { version } = latest.current;
    const answer = await call<Theirs | { version: number }>("/api/newsroom/articles/look", { id, version });
    if (!answer.ok) {
      if (answer.code !== "unreachable") update({ notice: { text: answer.message, kind: "refused" } });
      return false;
    }
    if (!("draft" in answer.value)) return true;
    const isSettled = arrived(answer.value);
    if (isSettled) router.refresh();
    return isSettled;
  }, [id, arrived, router, update]);

  useLooking(look, id > 0);
  // The page around the form is newer: after an undo, or a save in another tab that was heard of.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer version is news
  useEffect(() => {
    if (seen) arrived({ ...seen, draft, changes: [] });
  }, [seen?.version]);
  useLeaveWarning(changed.length > 0 && !editing.isPending);

  const refuse = ({ code, message, fields = {} }: Refusal) => {
    const own = Object.fromEntries(Object.entries(fields).map(([path, text]) => inForm(path, text)));
    update({ problems: own, notice: { text: message, kind: code === "below-minimum" ? code : "refused" } });
  };

  type Asked = { state?: ArticleState | undefined; confirmed?: number | null | undefined; again?: boolean };
  const save = async ({ state, confirmed, again = false }: Asked = {}): Promise<void> => {
    const { base, mine: sent, version, theirs, isPending } = latest.current;
    if (isPending) return;
    if (theirs) return update({ notice: { text: "Somebody else changed it, too: choose first.", kind: "refused" } });
    const fields = changedFields(base, sent);
    if (fields.length === 0 && !state) return update({ notice: { text: "Nothing to save.", kind: "told" } });
    update({ isPending: true, problems: {}, notice: null });
    const body = {
      id,
      version,
      changed: only(sent, fields),
      ...(state && { state }),
      ...(confirmed !== undefined && { confirmed }),
    };
    const answer = await call<{ act: number; version: number; draft: Draft | null }>(
      "/api/newsroom/articles/save",
      body,
    );
    update({ isPending: false });
    if (answer.ok) {
      const now = answer.value.draft ?? { ...base, ...only(sent, fields) };
      const typed = changedFields(sent, latest.current.mine);
      const next = { base: now, mine: { ...now, ...only(latest.current.mine, typed) }, version: answer.value.version };
      update({ ...next, state: state ?? latest.current.state });
      say({ text: DONE[state ?? "saved"], act: answer.value.act });
      router.refresh();
    } else if (answer.code === "conflict") {
      // Where what they did touches nothing of mine, it goes through at once; what I decided, I decide anew.
      if (!(await look()) || again) return;
      if (!state) return save({ again: true });
      const told = latest.current.notice?.text ?? "Somebody else changed it meanwhile.";
      update({ notice: { text: `${told} Look at it, then press again.`, kind: "refused" } });
    } else refuse(answer);
  };

  const create = async (state: "queued" | "published", confirmed?: number | null): Promise<void> => {
    if (latest.current.isPending) return;
    const { slug: _, correction: _c, ...given } = latest.current.mine;
    update({ isPending: true, problems: {}, notice: null });
    const answer = await call<{ id: number }>("/api/newsroom/articles/create", {
      draft: given,
      state,
      ...(confirmed !== undefined && { confirmed }),
    });
    if (answer.ok) return window.location.assign(urls.admin.article(answer.value.id));
    update({ isPending: false });
    refuse(answer);
  };

  /** Ends the choice between theirs and mine: of what both changed, mine for the fields in `keep`. */
  const settle = (keep: DraftField[]) => {
    const { base, mine: own, theirs } = latest.current;
    if (!theirs) return;
    const { draft: now, version, state } = theirs;
    update({
      base: now,
      version,
      state,
      mine: merged({ theirs: now, mine: own }, clashOf(base, now, own), keep),
      theirs: null,
      notice: null,
    });
    router.refresh();
  };
  /** Gives up all that I changed. */
  const takeTheirs = () => {
    const { theirs } = latest.current;
    if (theirs)
      update({
        base: theirs.draft,
        mine: theirs.draft,
        version: theirs.version,
        state: theirs.state,
        theirs: null,
        notice: null,
        problems: {},
      });
    router.refresh();
  };
  const discard = () => update({ mine: latest.current.base, problems: {}, notice: null });

  return { ...editing, changed, set, save, create, settle, takeTheirs, discard };
}

export type EditingForm = ReturnType<typeof useEditing>;
