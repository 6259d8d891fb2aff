import { useEffect, useRef } from "react";
import type { ActionState } from "@/app/_server/action-state";
import { clock, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { toldOf } from "./events";
import { ToldLine } from "./told";

type Props = { state: ActionState; article: { id: number; version: number }; place: Place };

/** What came of a save, and what can be done about it. */
export function EditNotice({ state, article, place }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state?.ok === false) box.current?.focus();
  }, [state]);
  if (!state) return null;
  if (state.ok) return <p className="done">{state.message}</p>;
  const verb = state.given.act?.split("-")[0] ?? "save";
  return (
    <div className="warn" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p>
          <b>{state.message}</b>
        </p>
        {state.conflict ? (
          <ul>
            {state.conflict.changes.map(({ at, actor, before, after }) => (
              <li key={String(at)}>
                {clock(at, place)} {actor}: <ToldLine told={toldOf({ before, after })} />
              </li>
            ))}
            {state.conflict.changes.length === 0 ? <li>An import changed it.</li> : null}
          </ul>
        ) : null}
      </div>
      {state.code === "conflict" && state.conflict ? (
        <>
          <a className="btn" href={urls.admin.article(article.id)}>
            Load theirs
          </a>
          <input type="hidden" name="told" value={state.conflict.version} />
          <button className="btn" type="submit" name="act" value={`${verb}-over`}>
            {verb === "save" ? "Save mine over it" : `${verb === "publish" ? "Publish" : "Unpublish"} with mine`}
          </button>
        </>
      ) : null}
      {state.code === "below-minimum" ? (
        <>
          <input type="hidden" name="asked" value={state.given.quality ?? ""} />
          <button className="btn" type="submit" name="act" value="publish-anyway">
            Publish anyway
          </button>
        </>
      ) : null}
    </div>
  );
}
