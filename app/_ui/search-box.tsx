import { urls } from "@/lib/urls";
import { SearchIcon } from "./icons";

/** Id of the form, for fields that stand elsewhere. */
export const SEARCH_FORM = "search";

export type Chip = { kind: string; text: string; without: string };

type SearchBoxProps = {
  /** The text as the reader typed it. */
  q: string;
  /** Parameters that a new text leaves as they are. */
  kept: [name: string, value: string][];
  chips: Chip[];
};

/** The one box of the search page: what was typed, and below it how it was read. */
export function SearchBox({ q, kept, chips }: SearchBoxProps) {
  return (
    <search className="ask">
      <form action={urls.search()} id={SEARCH_FORM}>
        <div className="ask-box">
          <div className="ask-row">
            <SearchIcon size={20} />
            <input
              type="search"
              name="q"
              aria-label="Search"
              defaultValue={q}
              placeholder="Search"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck="false"
              enterKeyHint="search"
              data-search-key
              data-suggest
            />
            <button className="btn btn-main" type="submit">
              Search
            </button>
          </div>
          <Chips chips={chips} />
        </div>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}

function Chips({ chips }: { chips: Chip[] }) {
  if (chips.length === 0) return null;
  return (
    <div className="ask-chips">
      <span id="read-as">Read as</span>
      <ul aria-labelledby="read-as">
        {chips.map(({ kind, text, without }) => (
          <li key={without} className="read">
            <span className="read-kind">{kind}</span>
            <span className="read-text">{text}</span>
            <a className="x" href={without} rel="nofollow">
              <span className="sr">
                Remove {kind} {text}
              </span>
              <span aria-hidden="true">×</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
