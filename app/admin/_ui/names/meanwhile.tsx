import { useEffect, useRef } from "react";
import type { Conflict } from "@/lib/errors";
import { clock, type Place } from "@/lib/time";
import { toldOf } from "../events";
import { ToldLine } from "../told";

type Props = { conflict: Conflict; message: string; place: Place };

/** Who changed the same thing meanwhile, and the ways on. */
export function Meanwhile({ conflict, message, place }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { version, current, changes } = conflict;
  return (
    <div className="warn" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p>
          <b>{message}</b>
        </p>
        <ul>
          {changes.map(({ at, actor, before, after }) => (
            <li key={String(at)}>
              {clock(new Date(at), place)} {actor}: <ToldLine told={toldOf({ subject: "topic", before, after })} />
            </li>
          ))}
          {changes.length === 0 ? <li>An import changed it.</li> : null}
        </ul>
      </div>
      {/* An empty query loads the page anew, without what was typed. */}
      <a className="btn" href="?">
        Load theirs
      </a>
      <button className="btn" type="submit" name="over" value={JSON.stringify({ since: version, fields: current })}>
        Save mine over it
      </button>
    </div>
  );
}
