import type { ReactNode } from "react";
import { SearchKey } from "@/app/_ui/search-key";

type Props = {
  /** Of the list itself, which shows what was found. */
  action: string;
  label: string;
  placeholder?: string;
  text: string;
  /** Fields that keep the rest of the list's address. */
  children?: ReactNode;
};

/** The search of a room's list; `/` goes to it. */
export function ListSearch({ action, label, placeholder = label, text, children }: Props) {
  return (
    <>
      <search>
        <form className="list-search" action={action}>
          {children}
          <label className="sr" htmlFor="q">
            {label}
          </label>
          <input
            className="field"
            id="q"
            data-search-key
            name="q"
            type="search"
            defaultValue={text}
            placeholder={placeholder}
          />
          <kbd className="needs-js">/</kbd>
          <button className="btn" type="submit">
            Search
          </button>
        </form>
      </search>
      <SearchKey />
    </>
  );
}
