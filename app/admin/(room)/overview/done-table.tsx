import type { Done } from "@/db/overview";
import { urls } from "@/lib/urls";

export function DoneTable({ done }: { done: Done[] }) {
  return (
    <section className="panel" aria-labelledby="done">
      <h2 id="done">
        Done today <a href={urls.admin.audit}>History</a>
      </h2>
      {done.length === 0 ? <p className="hint">Nobody has done anything yet today.</p> : null}
      {done.length > 0 ? (
        <table className="figure-table" aria-labelledby="done">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col" className="num">
                Published
              </th>
              <th scope="col" className="num">
                Left out
              </th>
              <th scope="col" className="num">
                Changed
              </th>
              <th scope="col" className="num">
                Other
              </th>
            </tr>
          </thead>
          <tbody>
            {done.map((row) => (
              <tr key={row.actor}>
                <th scope="row">{row.actor}</th>
                {[row.published, row.leftOut, row.changed, row.other].map((number, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                  <td className="num" key={index}>
                    {number.toLocaleString("en")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
