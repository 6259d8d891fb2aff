import type { TopicRef } from "@/lib/reading/types";
import type { Site } from "@/lib/site";
import { urls } from "@/lib/urls";
import { SearchIcon, ThemeIcon } from "./icons";
import { SiteMark } from "./site-mark";
import { Today } from "./today";

type MastheadProps = { site: Site; topics: TopicRef[]; current: string | undefined; search: boolean };

const SECTIONS = [
  ["Top", urls.home],
  ["Latest", urls.latest],
  ["Topics", urls.topics],
  ["Providers", urls.providers],
  ["Archive", urls.archive],
] as const;

export function Masthead({ site, topics, current, search }: MastheadProps) {
  const currentOf = (path: string) => (path === current ? "page" : undefined);
  return (
    <header className="mast wrap">
      <div className="mast-top">
        <div className="mast-name">
          <a href={urls.home}>
            <SiteMark site={site} />
          </a>
          {site.description && <p className="only-wide">{site.description}</p>}
        </div>
        {search && (
          <>
            <search className="mast-search">
              <form action={urls.search()}>
                <SearchIcon size={16} />
                <input
                  className="field"
                  type="search"
                  name="q"
                  aria-label="Search"
                  placeholder="Search"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck="false"
                  data-search-key
                  data-suggest
                />
                <span className="needs-js" aria-hidden="true">
                  <kbd>/</kbd>
                </span>
              </form>
            </search>
            <a className="icon-btn only-narrow" href={urls.search()} aria-label="Search">
              <SearchIcon size={20} />
            </a>
          </>
        )}
        <button className="icon-btn needs-js" type="button" data-theme-toggle aria-label="Light or dark">
          <ThemeIcon />
        </button>
      </div>
      <div className="oxford" />
      <div className="bar">
        <nav className="bar-scroll" aria-label="Sections and topics">
          <ul className="sections">
            {SECTIONS.map(([name, path]) => (
              <li key={path}>
                <a href={path} aria-current={currentOf(path)}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
          {topics.length > 0 && (
            <ul className="topics">
              {topics.map(({ id, name }) => (
                <li key={id}>
                  <a href={urls.topic(id)} aria-current={currentOf(urls.topic(id))}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </nav>
        <Today locale={site.locale} timeZone={site.timeZone} />
      </div>
    </header>
  );
}
