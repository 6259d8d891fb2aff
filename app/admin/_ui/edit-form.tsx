"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { baseOfForm, draftOfForm } from "@/app/admin/(room)/articles/form-draft";
import type { ProviderChoice, TopicChoice } from "@/db/edit-article";
import type { ArticleState } from "@/db/schema";
import type { Draft } from "@/lib/publishing/draft";
import type { Place } from "@/lib/time";
import { EditBar } from "./edit-bar";
import { Clash } from "./edit-clash";
import { useEditing } from "./edit-editing";
import { counted, Field, Line, Lines } from "./edit-field";
import { FormNotice } from "./edit-notice";
import { PicturesField } from "./edit-pictures";
import { Preview } from "./edit-preview";
import { ProviderField } from "./edit-provider";
import { Scores, type Standing } from "./edit-scores";
import { Schedule, TimeField, useZone } from "./edit-times";
import { TopicsField } from "./edit-topics";

export type EditedArticle = {
  id: number;
  version: number;
  state: ArticleState;
  withdrawn: boolean;
  standing: Standing;
  /** The provider as it is stored. */
  provider: ProviderChoice;
};

type EditFormProps = {
  /** Null: a new article. */
  article: EditedArticle | null;
  draft: Draft;
  topics: TopicChoice[];
  providers: ProviderChoice[];
  minimum: number;
  place: Place;
  now: Date;
  /** What happens without a script. */
  save: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Below the form. */
  below?: ReactNode;
  /** Beside it, below preview and schedule. */
  beside?: ReactNode;
};

const FORM_ID = "edit-article";
const ALONE: Standing = { others: 0, isCoverage: false, leadTitle: null };
const TYPES = ["article", "video"];

/** All fields of an article, with the preview beside them. Complete without JavaScript. */
export function EditForm({
  article,
  draft,
  topics,
  providers,
  minimum,
  place,
  now,
  save,
  below,
  beside,
}: EditFormProps) {
  const [answer, action] = useActionState(save, null);
  const refused = answer?.ok === false ? answer : null;
  const form = useEditing({
    seen: article && refused ? { ...article, version: Number(refused.given.version) } : article,
    draft: refused ? baseOfForm(refused.given) : draft,
    mine: refused ? draftOfForm(refused.given, baseOfForm(refused.given)) : undefined,
    problems: refused?.fields,
  });
  const zones = useZone(place.timeZone);
  const element = useRef<HTMLFormElement>(null);
  const { mine } = form;
  const standing = article?.standing ?? ALONE;
  const known = article ? [article.provider, ...providers.filter(({ id }) => id !== article.provider.id)] : providers;
  const provider = known.find(({ domain, name }) => mine.provider === domain || mine.provider === name) ?? null;
  const submit = (act: string) => {
    if (!article) return form.create(act === "publish" ? "published" : "queued");
    return form.save({ state: STATES[act] });
  };
  useSaveKey(() => void submit("save"));
  useFocusOnProblem(element, form.problems);

  return (
    <div className="edit">
      <div className="form">
        <FormNotice form={form} answer={answer} article={article} place={place} formId={FORM_ID} />
        <Clash form={form} place={place} />
        <form
          className="edit-form"
          id={FORM_ID}
          ref={element}
          action={action}
          noValidate
          aria-label={article ? "Edit article" : "New article"}
          onSubmit={(event) => {
            event.preventDefault();
            const button = (event.nativeEvent as SubmitEvent).submitter;
            void submit((button instanceof HTMLButtonElement && button.value) || "save");
          }}
        >
          {/* The first button is the one that Enter presses. */}
          <button type="submit" name="act" value="save" hidden />
          <input type="hidden" name="id" value={article?.id ?? 0} />
          <input type="hidden" name="version" value={refused?.given.version ?? form.version} />
          <input type="hidden" name="base" value={JSON.stringify(form.base)} />
          <Field form={form} field="title" aside={counted(mine.title)}>
            <Lines form={form} field="title" className="field f-title" rows={2} />
          </Field>
          <Field
            form={form}
            field="excerpt"
            aside={counted(mine.excerpt)}
            hint="Shown as text. Entities such as &amp;nbsp; are kept as they came, and decoded once."
          >
            <Lines form={form} field="excerpt" className="field f-dek" rows={5} />
          </Field>
          <Field form={form} field="originalUrl" hint="Where “Read it” leads.">
            <Line form={form} field="originalUrl" inputMode="url" />
          </Field>
          <Field
            form={form}
            field="webUrl"
            hint="What the article is known by in files. Where there is no link to the original, it is that, too."
          >
            <Line form={form} field="webUrl" inputMode="url" />
          </Field>
          <ProviderField form={form} providers={known} provider={provider} />
          <div className="two">
            <Field form={form} field="type">
              <select
                className="field"
                id="type"
                name="type"
                value={mine.type}
                onChange={(event) => form.set("type", event.currentTarget.value)}
              >
                {[...new Set([...TYPES, form.base.type, mine.type])].filter(Boolean).map((type) => (
                  <option key={type} value={type}>
                    {type.charAt(0).toUpperCase() + type.slice(1)}
                  </option>
                ))}
              </select>
            </Field>
            <Field form={form} field="category" hint="As its file has it, such as news.">
              <Line form={form} field="category" maxLength={200} />
            </Field>
          </div>
          <TopicsField form={form} topics={topics} />
          <PicturesField form={form} slug={mine.slug || mine.title} />
          <Scores form={form} minimum={minimum} standing={standing} />
          <TimeField
            form={form}
            field="publishedAt"
            zone={zones.zone}
            formId={FORM_ID}
            hint={`In the time zone ${zones.zone}.`}
          />
          {article ? (
            <>
              <Field
                form={form}
                field="slug"
                hint={
                  form.base.slug
                    ? "After /news/. A changed address leaves a redirect: the old one leads here."
                    : "It gets one when it is published."
                }
              >
                <Line form={form} field="slug" maxLength={200} disabled={form.base.slug === ""} spellCheck={false} />
              </Field>
              <Field
                form={form}
                field="correction"
                aside={counted(mine.correction)}
                hint="Readers see it on the article’s page, with its date."
              >
                <Lines form={form} field="correction" rows={2} />
              </Field>
            </>
          ) : null}
          <EditBar form={form} article={article} onAct={submit} message={answer?.ok ? answer.message : null} />
        </form>
        {below}
      </div>
      <div className="edit-side">
        <Preview draft={mine} standing={standing} topics={topics} provider={provider} clock={{ ...place, now }} />
        <Schedule form={form} zones={zones} now={now} place={place} formId={FORM_ID} />
        {beside}
      </div>
    </div>
  );
}

const STATES: Record<string, ArticleState | undefined> = {
  publish: "published",
  unpublish: "unpublished",
  requeue: "queued",
};

/** Ctrl or Command with S saves. */
function useSaveKey(save: () => void) {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (!event.repeat) latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** The first field that is wrong has the focus when a save was refused. */
function useFocusOnProblem(element: React.RefObject<HTMLFormElement | null>, problems: Record<string, string>) {
  const count = useRef(0);
  useEffect(() => {
    const fields = Object.keys(problems).length;
    if (fields > count.current) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    count.current = fields;
  }, [element, problems]);
}
