import type { ReactNode } from "react";
import type { SearchStatus } from "@/lib/search/status";
import { age, type Place } from "@/lib/time";
import { counted, driftWord, duration, stateWord, type Target } from "./words";

type Props = { status: SearchStatus; now: Date; place: Place; rebuild: ReactNode };

/** Each outside engine: how it is, what it holds, what is wrong with that. */
export function Targets({ status, now, place, rebuild }: Props) {
  const isOnly = status.targets.length === 1;
  return (
    <>
      {status.targets.map((target) => (
        <section className="panel" key={target.target} aria-label={`Meilisearch at ${target.target}`}>
          <h2>
            Meilisearch <code>{target.target}</code>
          </h2>
          <dl className="facts">
            <Fact name="State">
              <b>{stateWord(target)}</b>
              {target.checkedAt ? <When at={target.checkedAt} verb="checked" now={now} place={place} /> : null}
              {target.detail ? <span className="why">{target.detail}</span> : null}
            </Fact>
            <Fact name="Documents">
              {target.documents === null ? "Not known" : target.documents.toLocaleString("en")} of{" "}
              {status.expected.toLocaleString("en")}
            </Fact>
            <Fact name="Drift">
              {target.drift ? (
                <>
                  {driftWord(target.drift)}
                  <When at={target.drift.checkedAt} verb="measured" now={now} place={place} />
                </>
              ) : (
                "Not measured yet"
              )}
            </Fact>
            {isOnly ? <Waiting status={status} /> : null}
            {target.rebuild ? <Progress rebuild={target.rebuild} now={now} /> : null}
          </dl>
        </section>
      ))}
      {isOnly ? null : (
        <section className="panel" aria-label="Changes">
          <h2>Changes</h2>
          <dl className="facts">
            <Waiting status={status} />
          </dl>
        </section>
      )}
      {rebuild}
    </>
  );
}

export function Waiting({ status: { waiting, oldestWaitingMs } }: { status: SearchStatus }) {
  return (
    <Fact name="Waiting">
      {waiting === 0 ? "No change" : `${counted(waiting, "change")}, the oldest for ${duration(oldestWaitingMs)}`}
    </Fact>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Progress({
  rebuild: { done, total, startedAt },
  now,
}: {
  rebuild: NonNullable<Target["rebuild"]>;
  now: Date;
}) {
  return (
    <Fact name="Rebuild">
      <progress aria-label="Rebuild" max={Math.max(total, 1)} value={Math.min(done, total)} />
      {done.toLocaleString("en")} of {counted(total, "article")}
      <span className="when">for {duration(now.getTime() - startedAt.getTime())}</span>
    </Fact>
  );
}

function When({ at, verb, now, place }: { at: Date; verb: string; now: Date; place: Place }) {
  return (
    <span className="when">
      {verb} <time dateTime={at.toISOString()}>{age(at, now, place)}</time>
    </span>
  );
}
