import type { Balance } from "@/lib/overview/balance";
import { urls } from "@/lib/urls";
import { Bar, percent } from "./bar";

/** Each provider's share of the front page beside its share of what is live. */
export function BalanceTable({ balance, aside }: { balance: Balance[]; aside: string }) {
  const most = Math.max(0.01, ...balance.flatMap(({ placesShare, publishedShare }) => [placesShare, publishedShare]));
  return (
    <section className="panel" aria-labelledby="balance">
      <h2 id="balance">
        Balance of the front page <span>{aside}</span>
      </h2>
      {balance.length === 0 ? <p className="hint">Nothing is on the front page yet.</p> : null}
      <table className="figure-table balance" aria-labelledby="balance">
        <thead>
          <tr>
            <th scope="col">Provider</th>
            <th scope="col" className="num">
              <span className="key is-full" aria-hidden="true" />
              Front page
            </th>
            <th scope="col" className="num">
              <span className="key" aria-hidden="true" />
              All live
            </th>
            <th scope="col" className="num">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {balance.map((row) => (
            <tr key={row.domain}>
              <th scope="row">
                <a href={urls.provider(row.domain)}>{row.name}</a>
                <Bar share={row.placesShare / most} />
                <Bar share={row.publishedShare / most} hollow />
              </th>
              <td className="num">
                {percent(row.placesShare)} <small>{row.places === 1 ? "1 place" : `${row.places} places`}</small>
              </td>
              <td className="num">
                {percent(row.publishedShare)} <small>{row.published.toLocaleString("en")}</small>
              </td>
              <td className="num">{points(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `+12` percentage points: it has more of the page than of what is live. */
function points({ placesShare, publishedShare }: Balance): string {
  const difference = Math.round((placesShare - publishedShare) * 100);
  return difference === 0 ? "even" : `${difference > 0 ? "+" : "−"}${Math.abs(difference)}`;
}
