import type { ReactNode } from "react";
import type { TopicRef } from "@/lib/reading/types";
import type { Site } from "@/lib/site";
import { AgeRefresh } from "./age-refresh";
import { Footer } from "./footer";
import { Habits } from "./habits/habits";
import { Masthead } from "./masthead";
import { SearchKey } from "./search-key";

type FrameProps = {
  site: Site;
  /** Topics in the bar; none where the database should not be asked. */
  topics?: TopicRef[];
  /** The page's path, or that of the section it belongs to. */
  current?: string;
  /** False on the search page, which has a bigger box of its own. */
  search?: boolean;
  children: ReactNode;
};

/** What every public page stands in. */
export function Frame({ site, topics = [], current, search = true, children }: FrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Masthead site={site} topics={topics} current={current} search={search} />
      <main className="wrap" id="main" tabIndex={-1}>
        {children}
        <Habits />
      </main>
      <Footer site={site} />
      <AgeRefresh locale={site.locale} timeZone={site.timeZone} />
      <SearchKey />
    </>
  );
}
