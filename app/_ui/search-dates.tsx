import { urls } from "@/lib/urls";

type DatesProps = {
  /** `2024-05-31`, or nothing. */
  from: string;
  to: string;
  /** The rest of the search. */
  kept: [name: string, value: string][];
};

/** From which day to which. */
export function SearchDates({ from, to, kept }: DatesProps) {
  return (
    <section aria-labelledby="facet-dates">
      <div className="box-h">
        <h2 id="facet-dates">Date</h2>
      </div>
      {/* Fields are made anew for other dates: what a reader changed in them would stay otherwise. */}
      <form className="dates" action={urls.search()} key={`${from} ${to}`}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label>
          From
          <input className="field" type="date" name="from" defaultValue={from} />
        </label>
        <label>
          To
          <input className="field" type="date" name="to" defaultValue={to} />
        </label>
        <button className="btn" type="submit">
          Show
        </button>
      </form>
    </section>
  );
}
