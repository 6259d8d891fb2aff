import { Age } from "@/app/_ui/age";
import type { Clock } from "@/app/_ui/clock";
import type { Delivery } from "@/db/webhook-deliveries";
import { longDate } from "@/lib/time";
import { urls } from "@/lib/urls";
import { attemptsWord, outcomeWord } from "../words";
import { Message } from "./message";

type Props = { deliveries: Delivery[]; clock: Clock };

/** Messages, newest first: what came of each, and what it said. */
export function Log({ deliveries, clock }: Props) {
  return (
    <ol className="webhook-log" aria-label="Messages">
      {deliveries.map((delivery) => {
        const { id, webhookId, event, articleId, attempts, availableAt, error, createdAt } = delivery;
        const waits = availableAt !== null;
        return (
          <Message key={id} webhook={webhookId} id={id} name={`${event}, message ${id}`} waits={waits}>
            <div>
              <p className="what">
                <code>{event}</code> <b>{outcomeWord(delivery)}</b>
              </p>
              <p className="sub">
                <Age at={createdAt} clock={clock} />
                {attempts > 0 ? <span>{attemptsWord(attempts)}</span> : null}
                {waits && attempts > 0 ? (
                  <span>
                    next <time dateTime={availableAt.toISOString()}>{longDate(availableAt, clock)}</time>
                  </span>
                ) : null}
                {articleId === null ? null : <a href={urls.admin.article(articleId)}>article {articleId}</a>}
              </p>
              {error === null ? null : <p className="why">{error}</p>}
              <details>
                <summary>What it says</summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too */}
                <pre tabIndex={0}>{pretty(delivery.body)}</pre>
              </details>
            </div>
          </Message>
        );
      })}
    </ol>
  );
}

const pretty = (body: string) => JSON.stringify(JSON.parse(body), null, 2);
