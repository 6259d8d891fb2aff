import type { ReactNode } from "react";
import { urls } from "@/lib/urls";

/** What stands on a page that isn't there: what happened, and where to go. */
export function NotHereText({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <h1 className="hed hed-1">{title}</h1>
      <p className="dek">{children}</p>
      <search aria-label="Search from here">
        <form className="mt-6 flex max-w-120 gap-2" action={urls.search()}>
          <input className="field" type="search" name="q" aria-label="Search the articles" autoComplete="off" />
          <button className="btn btn-main" type="submit">
            Search
          </button>
        </form>
      </search>
      <p className="feedline mt-4">
        <a href={urls.home}>Front page</a>
        <a href={urls.latest}>Latest</a>
        <a href={urls.archive}>Archive</a>
      </p>
    </div>
  );
}
