import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { byDay } from "@/app/_ui/clock";
import { users } from "@/db/users";
import { database } from "@/lib/database";
import { recordPage } from "@/lib/record/record";
import { site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { ActLine } from "./act-line";
import { takeBack } from "./actions";
import { askedFor, cursorOf, cursorText, isFiltered, recordParameters, recordPath } from "./filter";
import { Filters } from "./filters";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "History" };

const PAGE_SIZE = 50;
const MAX_PEOPLE = 500;

export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  const parameters = recordParameters(await searchParams);
  const user = await requireRole("editor", recordPath(parameters, { after: parameters.after }));
  const { db } = database();
  const now = new Date();
  const place = site();
  const { filter, problem } = await askedFor(db, parameters, { role: user.role, now, timeZone: place.timeZone });
  const [{ acts, next }, people] = await Promise.all([
    recordPage(db, filter, { after: cursorOf(parameters), size: PAGE_SIZE }),
    users(db),
  ]);
  const dated = acts.flatMap((act) => (act.events[0] ? [{ act, publishedAt: act.events[0].at }] : []));

  return (
    <main className="list audit" id="main">
      <div className="list-tools">
        <h1>History</h1>
        <a className="btn" href={recordPath(parameters, { path: urls.admin.auditExport })} download>
          Export as CSV
        </a>
      </div>
      <Filters parameters={parameters} people={people.slice(0, MAX_PEOPLE)} isAdmin={user.role === "admin"} />
      {problem ? <p className="problem">{problem}</p> : null}
      {acts.length === 0 ? (
        <p className="room-note">
          {isFiltered(parameters) ? "Nothing of the kind was done." : "Nothing was done yet."}
          {isFiltered(parameters) || parameters.after ? <a href={urls.admin.audit}>All that was done</a> : null}
        </p>
      ) : null}
      {byDay(dated, place).map(({ day, items }) => (
        <section key={day} className="audit-day" aria-label={day}>
          <h2>{day}</h2>
          <ol>
            {items.map(({ act }) => (
              <ActLine
                key={cursorText(act.key)}
                act={act}
                place={place}
                undo={takeBack}
                personPath={(id) => recordPath(parameters, { by: String(id) })}
              />
            ))}
          </ol>
        </section>
      ))}
      <nav className="room-pager" aria-label="Pages">
        {parameters.after ? <a href={recordPath(parameters)}>Newest</a> : null}
        {next ? (
          <a rel="next" href={recordPath(parameters, { after: cursorText(next) })}>
            Older
          </a>
        ) : null}
      </nav>
    </main>
  );
}
