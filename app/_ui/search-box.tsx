import { urls } from "@/lib/urls";
import { SearchIcon } from "./icons";

/** The one box of the search page, with the text as the reader typed it. */
export function SearchBox({ q }: { q: string }) {
  return (
    <search className="ask">
      <form action={urls.search()}>
        <div className="ask-box">
          <SearchIcon size={20} />
          <input
            type="search"
            name="q"
            aria-label="Search"
            defaultValue={q}
            placeholder="Search"
            autoComplete="off"
            spellCheck="false"
            data-search-key
          />
          <button className="btn btn-main" type="submit">
            Search
          </button>
        </div>
      </form>
    </search>
  );
}
