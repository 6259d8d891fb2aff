import type { failedPictures } from "@/db/pictures";
import { plainText } from "@/lib/plain-text";
import { age, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { retryPicture } from "./actions";
import { RetryPictures } from "./retry-pictures";

export const SHOWN_PICTURES = 20;

type Props = Awaited<ReturnType<typeof failedPictures>> & { now: Date; place: Place };

/** Pictures that could not be had: readers see a drawing in their place. */
export function FailedPictures({ failed, total, now, place }: Props) {
  const shown = total > failed.length ? `the latest ${failed.length} of ${total.toLocaleString("en")}` : total;
  return (
    <section className="panel" aria-labelledby="pictures">
      <h2 id="pictures">
        Pictures that did not come <span>{shown}</span>
      </h2>
      <p className="hint">Readers see a drawing in their place. Correct the address in the article, or try again.</p>
      <RetryPictures retry={retryPicture} all={failed.length > 1}>
        {failed.map(({ id, url, error, attempts, failedAt, article }) => (
          <li key={id}>
            <div>
              {article ? (
                <a className="ttl" href={urls.admin.article(article.id)}>
                  {plainText(article.title) || "Without a title"}
                </a>
              ) : null}
              <p className="code">{url}</p>
              <p className="sub">
                <span>{error}</span>
                <span>{attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>
                <time dateTime={failedAt.toISOString()}>{age(failedAt, now, place)}</time>
              </p>
            </div>
            <button className="btn" type="submit" name="picture" value={id}>
              Try again <span className="sr">{url}</span>
            </button>
          </li>
        ))}
      </RetryPictures>
    </section>
  );
}
