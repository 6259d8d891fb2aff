import type { Tally } from "@/db/admin-topics";
import { urls } from "@/lib/urls";
import { NamesForm } from "../../../_ui/names/names-form";
import { dropTopic, mergeTopic } from "../actions";

type Named = { id: string; name: string };
type Props = { topic: Named; seen: string; tally: Tally; former: string[]; below: Named[]; others: Named[] };

/** What hangs on a topic, and what can be done with all of it. */
export function Uses({ topic, seen, tally, former, below, others }: Props) {
  const articles = counted(tally.articles);
  return (
    <>
      <section className="panel" aria-labelledby="uses">
        <h2 id="uses">
          In use <span>{articles}</span>
        </h2>
        <dl className="names-facts">
          <dt>Articles</dt>
          <dd>
            {articles}, {tally.published.toLocaleString("en")} of them published
          </dd>
          <dt>Below it</dt>
          <dd>
            {below.length === 0
              ? "None"
              : below.map(({ id, name }, index) => (
                  <span key={id}>
                    {index > 0 ? ", " : ""}
                    <a href={urls.admin.topic(id)}>{name}</a>
                  </span>
                ))}
          </dd>
          <dt>Once at</dt>
          <dd>{former.length === 0 ? "No other address" : former.map((id) => `/topic/${id}`).join(", ")}</dd>
        </dl>
      </section>
      <section className="panel" aria-labelledby="merge">
        <h2 id="merge">Merge into another topic</h2>
        <p className="names-say">
          {tally.articles === 0
            ? "No article moves."
            : `${articles} ${tally.articles === 1 ? "moves" : "move"}; none has the other topic twice.`}{" "}
          Its keywords and what is below it move, too, and its address leads to the other one.
        </p>
        <NamesForm
          label="Merge into another topic"
          button="Merge"
          action={mergeTopic}
          hidden={{ topic: topic.id }}
          fields={[
            {
              name: "into",
              label: "Into",
              value: "",
              kind: "choice",
              isRequired: true,
              options: [
                { value: "", label: "Choose a topic" },
                ...others
                  .map(({ id, name }) => ({ value: id, label: name }))
                  .sort((a, b) => a.label.localeCompare(b.label, "en")),
              ],
            },
          ]}
        />
      </section>
      <section className="panel" aria-labelledby="remove">
        <h2 id="remove">Remove</h2>
        {tally.articles > 0 ? (
          <p className="names-say">Only what no article has can be removed. Merge it, and its articles are kept.</p>
        ) : (
          <NamesForm
            label="Remove"
            button={`Remove ${topic.name}`}
            action={dropTopic}
            hidden={{ topic: topic.id, seen }}
            fields={[]}
          />
        )}
      </section>
    </>
  );
}

const counted = (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "article" : "articles"}`;
