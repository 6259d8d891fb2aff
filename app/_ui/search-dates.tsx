import { SEARCH_FORM } from "./search-box";

type DatesProps = {
  /** `2024-05-31`, or nothing. */
  from: string;
  to: string;
};

/** From which day to which: fields of the box's own form, so that one sending has all of the search. */
export function SearchDates({ from, to }: DatesProps) {
  return (
    <section aria-labelledby="facet-dates">
      <div className="box-h">
        <h2 id="facet-dates">Date</h2>
      </div>
      {/* Made anew for other dates: what a reader changed in the fields would stay otherwise. */}
      <div className="dates" key={`${from} ${to}`}>
        <label>
          From
          <input className="field" type="date" name="from" form={SEARCH_FORM} defaultValue={from} />
        </label>
        <label>
          To
          <input className="field" type="date" name="to" form={SEARCH_FORM} defaultValue={to} />
        </label>
        <button className="btn" type="submit" form={SEARCH_FORM}>
          Show
        </button>
      </div>
    </section>
  );
}
