import { MAX_COUNTED, type Scheduled, type Waiting } from "@/db/overview";
import { plainText } from "@/lib/plain-text";
import { age, clock, type Place, shortDate } from "@/lib/time";
import { urls } from "@/lib/urls";

type Props = { waiting: Waiting; scheduled: Scheduled; now: Date; place: Place };

/** What waits for somebody, or for its time. */
export function WaitingFigures({ waiting: { waiting, putOff, oldest }, scheduled, now, place }: Props) {
  const { nextAt, nextTitle, nextId } = scheduled;
  const next = nextAt === null ? null : new Date(nextAt);
  return (
    <dl className="figures">
      <div>
        <dt>Waiting</dt>
        <dd>
          <a href={urls.admin.queue}>
            <Count number={waiting} />
          </a>
          {oldest ? (
            <p>
              The oldest came {age(new Date(oldest.since), now, place)}:{" "}
              <a className="ttl" href={urls.admin.article(oldest.id)}>
                {plainText(oldest.title) || "Without a title"}
              </a>
            </p>
          ) : (
            <p>Everything is judged.</p>
          )}
        </dd>
      </div>
      <div>
        <dt>Put off</dt>
        <dd>
          <Count number={putOff} />
          <p>{putOff > 0 ? "Back in the queue when their time has come." : "Nothing is put off."}</p>
        </dd>
      </div>
      <div>
        <dt>Scheduled</dt>
        <dd>
          <Count number={scheduled.toCome} />
          {next && nextId !== null ? (
            <p>
              Next, {shortDate(next, now, place)}, {clock(next, place)}:{" "}
              <a className="ttl" href={urls.admin.article(nextId)}>
                {plainText(nextTitle ?? "") || "Without a title"}
              </a>
            </p>
          ) : (
            <p>Nothing is to come.</p>
          )}
          {scheduled.toEnd > 0 ? <p>{countText(scheduled.toEnd)} will end by schedule.</p> : null}
        </dd>
      </div>
    </dl>
  );
}

function Count({ number }: { number: number }) {
  return <span className="figure">{countText(number)}</span>;
}

function countText(number: number): string {
  return number > MAX_COUNTED ? `over ${MAX_COUNTED.toLocaleString("en")}` : number.toLocaleString("en");
}
