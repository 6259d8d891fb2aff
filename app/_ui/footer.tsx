import { PAGE_TITLES } from "@/lib/settings/pages";
import type { Site } from "@/lib/site";
import { urls } from "@/lib/urls";

type Column = { name: string; links: (readonly [string, string])[] };

const COLUMNS: Column[] = [
  {
    name: "Read",
    links: [
      ["Latest", urls.latest],
      ["Top of the week", urls.top("week")],
      ["Topics", urls.topics],
      ["Providers", urls.providers],
      ["Archive", urls.archive],
      ["Reading list", urls.readingList],
    ],
  },
  {
    name: "Follow",
    links: [
      ["RSS", urls.rss],
      ["All feeds", urls.feeds],
      ["API", urls.api.about],
    ],
  },
  {
    name: "Edit",
    links: [["Sign in", urls.signIn]],
  },
];

export function Footer({ site }: { site: Site }) {
  const own: Column = { name: "About", links: site.pages.map((page) => [PAGE_TITLES[page], urls[page]]) };
  const columns = own.links.length > 0 ? [...COLUMNS, own] : COLUMNS;
  return (
    <footer className="foot">
      <div className="oxford" />
      <div className="wrap foot-grid">
        <div>
          <p className="name">{site.name}</p>
          <p>{site.name} keeps titles, excerpts and links. The articles belong to their providers: read them there.</p>
        </div>
        {columns.map(({ name, links }) => (
          <nav key={name} aria-labelledby={`foot-${name}`}>
            <h2 id={`foot-${name}`}>{name}</h2>
            <ul>
              {links.map(([text, path]) => (
                <li key={path} className={path === urls.readingList ? "needs-js" : undefined}>
                  <a href={path}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
    </footer>
  );
}
