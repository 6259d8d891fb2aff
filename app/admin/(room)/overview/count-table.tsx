import type { Counted } from "@/db/overview";
import { Bar, percent } from "./bar";

type Props = {
  id: string;
  title: string;
  aside: string;
  rows: Counted[];
  /** Of how many articles. */
  all: number;
  pathOf: (id: string) => string;
};

export function CountTable({ id, title, aside, rows, all, pathOf }: Props) {
  const most = Math.max(1, ...rows.map(({ articles }) => articles));
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span>{aside}</span>
      </h2>
      {rows.length === 0 ? <p className="hint">Nothing yet.</p> : null}
      <table className="figure-table" aria-labelledby={id}>
        <thead className="sr">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Articles</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={pathOf(row.id)}>{row.name}</a>
                <Bar share={row.articles / most} />
              </th>
              <td className="num">{row.articles.toLocaleString("en")}</td>
              <td className="num soft">{percent(row.articles / Math.max(1, all))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
