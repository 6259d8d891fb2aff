import { urls } from "@/lib/urls";
import { FILTERS, type ListParameters } from "./filter";

export type Choices = {
  providers: { domain: string; name: string }[];
  topics: { id: string; name: string }[];
  types: string[];
  people: { id: number; email: string }[];
};
type Props = { parameters: ListParameters; choices: Choices };

/** All there is to narrow the list by. Works without JavaScript; the address then has it. */
export function FilterForm({ parameters, choices }: Props) {
  const { q, state, provider, topic, type, from, to, story, picture, by, sort, order } = parameters;
  // Made anew for another filter: what was typed in the fields would stay otherwise.
  const key = FILTERS.map((name) => parameters[name]).join("\n");
  return (
    <details className="filters">
      <summary className="btn">Filter</summary>
      <form action={urls.admin.articles} key={key} aria-label="Filter">
        {q ? <input type="hidden" name="q" value={q} /> : null}
        {state ? <input type="hidden" name="state" value={state} /> : null}
        {sort === "published" ? null : <input type="hidden" name="sort" value={sort} />}
        {order === "falling" ? null : <input type="hidden" name="order" value={order} />}
        <label>
          Provider
          <input
            className="field"
            name="provider"
            list="providers"
            defaultValue={provider}
            placeholder="Domain"
            autoComplete="off"
            autoCapitalize="none"
          />
        </label>
        <datalist id="providers">
          {choices.providers.map(({ domain, name }) => (
            <option key={domain} value={domain}>
              {name}
            </option>
          ))}
        </datalist>
        <Select label="Topic" name="topic" value={topic} options={choices.topics.map(({ id, name }) => [id, name])} />
        <Select label="Type" name="type" value={type} options={choices.types.map((each) => [each, each])} />
        <Span legend="Quality" name="quality" from={parameters.qualityFrom} to={parameters.qualityTo} />
        <Span legend="Heat" name="heat" from={parameters.heatFrom} to={parameters.heatTo} />
        <fieldset>
          <legend>Published</legend>
          <div>
            <input className="field" type="date" name="from" aria-label="Published from" defaultValue={from} />
            <span aria-hidden="true">to</span>
            <input className="field" type="date" name="to" aria-label="Published to" defaultValue={to} />
          </div>
        </fieldset>
        <Select
          label="Story"
          name="story"
          value={story ?? ""}
          options={[
            ["in", "In a story"],
            ["none", "In no story"],
          ]}
        />
        <Select label="Picture" name="picture" value={picture ?? ""} options={[["none", "Without a picture"]]} />
        <Select
          label="Changed by"
          name="by"
          value={by === null ? "" : String(by)}
          options={choices.people.map(({ id, email }) => [String(id), email])}
        />
        <button className="btn btn-main" type="submit">
          Show
        </button>
      </form>
    </details>
  );
}

type SelectProps = { label: string; name: string; value: string; options: [value: string, word: string][] };

function Select({ label, name, value, options }: SelectProps) {
  const isKnown = value === "" || options.some(([known]) => known === value);
  return (
    <label>
      {label}
      <select className="field" name={name} defaultValue={value}>
        <option value="">Any</option>
        {isKnown ? null : <option value={value}>{value}</option>}
        {options.map(([each, word]) => (
          <option key={each} value={each}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

type SpanProps = { legend: string; name: "quality" | "heat"; from: number | null; to: number | null };

function Span({ legend, name, from, to }: SpanProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div>
        <input
          className="field"
          name={`${name}From`}
          inputMode="numeric"
          maxLength={10}
          autoComplete="off"
          aria-label={`${legend} from`}
          defaultValue={from ?? ""}
        />
        <span aria-hidden="true">to</span>
        <input
          className="field"
          name={`${name}To`}
          inputMode="numeric"
          maxLength={10}
          autoComplete="off"
          aria-label={`${legend} to`}
          defaultValue={to ?? ""}
        />
      </div>
    </fieldset>
  );
}
