/** Ways on where a search found nothing, or little. */
import { urls } from "@/lib/urls";
import { LinkLine } from "./link-line";

export type Way = { label: string; href: string; total: number };
type NothingProps = {
  q: string;
  meant: { q: string; href: string; total: number } | null;
  drops: Way[];
  topics: { id: string; name: string }[];
  providers: { domain: string; name: string }[];
  feeds: { name: string; href: string }[];
};

export function NothingFound({ q, meant, drops, topics, providers, feeds }: NothingProps) {
  return (
    <div className="nothing">
      <h1 className="hed hed-2" tabIndex={-1}>
        {q ? `Nothing found for ${q.includes('"') ? q : `“${q}”`}` : "Nothing found"}
      </h1>
      {meant && <DidYouMean {...meant} />}
      {drops.length > 0 && (
        <section aria-labelledby="ways-drop">
          <div className="box-h">
            <h2 id="ways-drop">Leave something out</h2>
          </div>
          <ul className="tally">
            {drops.map(({ label, href, total }) => (
              <li key={href}>
                <a href={href}>Without {label}</a>
                <span>
                  {total.toLocaleString("en")} {total === 1 ? "article" : "articles"}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Near title="Topics" items={topics.map(({ id, name }) => ({ name, href: urls.topic(id) }))} />
      <Near title="Providers" items={providers.map(({ domain, name }) => ({ name, href: urls.provider(domain) }))} />
      <section aria-labelledby="ways-feed">
        <div className="box-h">
          <h2 id="ways-feed">Tell me when it appears</h2>
        </div>
        <p className="note">A feed of this search brings what is published later:</p>
        <LinkLine links={feeds} />
      </section>
      <p className="note">
        Or look through all <a href={urls.topics}>topics</a>, all <a href={urls.providers}>providers</a> or the{" "}
        <a href={urls.latest}>latest articles</a>.
      </p>
    </div>
  );
}

/** Where nobody knows what would have been found. */
export function NoAnswer({ note }: { note: string }) {
  return (
    <div className="nothing">
      <h1 className="hed hed-2" tabIndex={-1}>
        No answer this time
      </h1>
      <p className="note">{note}</p>
    </div>
  );
}

function Near({ title, items }: { title: string; items: { name: string; href: string }[] }) {
  if (items.length === 0) return null;
  const id = `ways-${title.toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <div className="box-h">
        <h2 id={id}>{title} like this</h2>
      </div>
      <LinkLine links={items} />
    </section>
  );
}

/** The query as it was probably meant. */
export function DidYouMean({ q, href, total }: { q: string; href: string; total?: number }) {
  return (
    <p className="meant">
      Did you mean <a href={href}>{q}</a>?{total ? ` ${count(total)}.` : ""}
    </p>
  );
}

/** Above results for the query as it was probably meant, where nothing was found for it as typed. */
export function ShownFor({ q, href, typed }: { q: string; href: string; typed: string }) {
  return (
    <p className="meant">
      Showing results for <a href={href}>{q}</a>. Nothing was found for “{typed}”.
    </p>
  );
}

const count = (total: number) => `${total.toLocaleString("en")} ${total === 1 ? "article" : "articles"}`;

/** Below a few hits: what to leave out to find more. */
export function FewFound({ drops }: { drops: Way[] }) {
  if (drops.length === 0) return null;
  return (
    <p className="meant">
      Few results?{" "}
      {drops.map(({ label, href, total }, index) => (
        <span key={href}>
          {index > 0 && ", "}
          <a href={href}>Without {label}</a> there {total === 1 ? "is" : "are"} {total.toLocaleString("en")}
        </span>
      ))}
      .
    </p>
  );
}
