"use client";

import { useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { clock, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import type { EditingForm } from "./edit-editing";
import { toldOf } from "./events";
import { ToldLine } from "./told";

type NoticeProps = {
  form: EditingForm;
  answer: ActionState;
  article: { id: number } | null;
  place: Place;
  formId: string;
};

/** Why a save was refused, and what can be done about it. */
export function FormNotice({ form, answer, article, place, formId }: NoticeProps) {
  const { notice } = form;
  const box = useRef<HTMLDivElement>(null);
  const isNew = notice?.kind === "below-minimum" || answer?.ok === false;
  useEffect(() => {
    if (isNew) box.current?.focus();
  }, [isNew]);
  if (notice?.kind === "told") return null;
  if (!notice) return answer?.ok === false ? <Answered {...{ answer, article, place, formId }} /> : null;
  const quality = form.mine.quality.trim() === "" ? null : Number(form.mine.quality);
  return (
    <div className="warn" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p>
          <b>{notice.text}</b>
        </p>
        <Problems problems={form.problems} />
      </div>
      {notice.kind === "below-minimum" ? (
        <button
          className="btn"
          type="button"
          onClick={() =>
            void (article ? form.save({ state: "published", confirmed: quality }) : form.create("published", quality))
          }
        >
          Publish anyway
        </button>
      ) : null}
    </div>
  );
}

function Problems({ problems }: { problems: Record<string, string> }) {
  const texts = Object.values(problems);
  if (texts.length < 2) return null;
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

type Answer = Omit<NoticeProps, "form" | "answer"> & { answer: Extract<ActionState, { ok: false }> };

/** The same without a script. */
function Answered({ answer, article, place, formId }: Answer) {
  const verb = answer.given.act?.split("-")[0] ?? "save";
  return (
    <div className="warn" role="alert">
      <div>
        <p>
          <b>{answer.message}</b>
        </p>
        <Problems problems={answer.fields ?? {}} />
        {answer.conflict ? (
          <ul>
            {answer.conflict.changes.map(({ at, actor, before, after }) => (
              <li key={String(at)}>
                {clock(new Date(at), place)} {actor}: <ToldLine told={toldOf({ before, after })} />
              </li>
            ))}
            {answer.conflict.changes.length === 0 ? <li>An import changed it.</li> : null}
          </ul>
        ) : null}
      </div>
      {answer.code === "conflict" && answer.conflict && article ? (
        <>
          <a className="btn" href={urls.admin.article(article.id)}>
            Take theirs
          </a>
          <input type="hidden" name="told" value={answer.conflict.version} form={formId} />
          <button className="btn" type="submit" name="act" value={`${verb}-over`} form={formId}>
            Save what I changed
          </button>
        </>
      ) : null}
      {answer.code === "below-minimum" ? (
        <>
          <input type="hidden" name="asked" value={answer.given.quality ?? ""} form={formId} />
          <button className="btn" type="submit" name="act" value="publish-anyway" form={formId}>
            Publish anyway
          </button>
        </>
      ) : null}
    </div>
  );
}
