import type { ReactNode } from "react";
import type { SearchStatus } from "@/lib/search/status";
import { age, type Place } from "@/lib/time";
import { counted, driftWord, duration, stateWord, type Target } from "./words";

/** A change that waits longer deserves a look. */
const LONG_MS = 10_000;

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
              {target.documents === null
                ? `Not known, ${status.expected.toLocaleString("en")} expected`
                : `${target.documents.toLocaleString("en")} of ${status.expected.toLocaleString("en")}`}
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
            {target.rebuildFailed && !target.rebuild ? (
              <Fact name="Last rebuild">
                Failed: {target.rebuildFailed}
                <span className="when">what answered before still does</span>
              </Fact>
            ) : null}
            {target.rebuild ? <Progress rebuild={target.rebuild} now={now} place={place} /> : null}
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
      {waiting > 0 && oldestWaitingMs >= LONG_MS ? <span className="when">usual is less than a second</span> : null}
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

type ProgressProps = { rebuild: NonNullable<Target["rebuild"]>; now: Date; place: Place };

function Progress({ rebuild: { done, total, startedAt }, now, place }: ProgressProps) {
  return (
    <Fact name="Rebuild">
      <progress aria-label="Rebuild" max={Math.max(total, 1)} value={Math.min(done, total)} />
      {done.toLocaleString("en")} of {counted(total, "article")}
      <When at={startedAt} verb="begun" now={now} place={place} />
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
