import type { providerTally } from "@/db/admin-providers";
import { NamesForm } from "../../../_ui/names/names-form";
import { dropProvider, mergeProvider } from "../actions";

type Named = { domain: string; name: string };
type Props = {
  provider: Named & { id: number };
  seen: string;
  tally: Awaited<ReturnType<typeof providerTally>>;
  former: string[];
  /** The nearest first. */
  similar: Named[];
};

/** What hangs on a provider, and what can be done with all of it. */
export function Uses({ provider, seen, tally, former, similar }: Props) {
  const { queued, published, unpublished, usual } = tally;
  const all = queued + published + unpublished;
  const articles = `${all.toLocaleString("en")} ${all === 1 ? "article" : "articles"}`;
  return (
    <>
      <section className="panel" aria-labelledby="uses">
        <h2 id="uses">
          In use <span>{articles}</span>
        </h2>
        <dl className="names-facts">
          <dt>Articles</dt>
          <dd>
            {published.toLocaleString("en")} published, {queued.toLocaleString("en")} waiting,{" "}
            {unpublished.toLocaleString("en")} not published
          </dd>
          <dt>Usual quality</dt>
          <dd>{usual ?? "None judged yet"}</dd>
          <dt>Once at</dt>
          <dd>{former.length === 0 ? "No other domain" : former.join(", ")}</dd>
        </dl>
      </section>
      <section className="panel" aria-labelledby="merge">
        <h2 id="merge">Merge into another provider</h2>
        <p className="names-say">
          {all === 0 ? "No article moves" : `${articles} ${all === 1 ? "moves" : "move"}`}. Articles to come from{" "}
          {provider.domain} are the other one’s, too, and its address leads there.
        </p>
        <NamesForm
          label="Merge into another provider"
          button="Merge"
          action={mergeProvider}
          hidden={{ provider: String(provider.id) }}
          fields={[
            {
              name: "into",
              label: "Into",
              value: "",
              isRequired: true,
              isCode: true,
              hint: "Its domain or its name. Those with names alike are proposed.",
              options: similar.map(({ domain, name }) => ({ value: domain, label: name })),
            },
          ]}
        />
      </section>
      <section className="panel" aria-labelledby="remove">
        <h2 id="remove">Remove</h2>
        {all > 0 ? (
          <p className="names-say">Only what has no articles can be removed. Merge it, and its articles are kept.</p>
        ) : (
          <NamesForm
            label="Remove"
            button={`Remove ${provider.name}`}
            action={dropProvider}
            hidden={{ provider: String(provider.id), seen }}
            fields={[]}
          />
        )}
      </section>
    </>
  );
}
