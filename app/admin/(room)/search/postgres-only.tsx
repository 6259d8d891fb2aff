import type { SearchStatus } from "@/lib/search/status";
import { Fact, Waiting } from "./targets";
import { counted } from "./words";

type Props = { status: SearchStatus; setting: "auto" | "meilisearch" | "postgres" };

/** Where no outside engine is set, which is a complete search. */
export function PostgresOnly({ status, setting }: Props) {
  return (
    <section className="panel" aria-labelledby="documents">
      <h2 id="documents">Postgres</h2>
      <dl className="facts">
        <Fact name="Documents">
          {counted(status.expected, "live article")}. Each is written together with its article, so none can be behind.
        </Fact>
        {status.waiting > 0 ? <Waiting status={status} /> : null}
        <Fact name="Meilisearch">
          Not in use. {setting === "postgres" ? <ChosenAgainst /> : <HowToSet />} Meilisearch forgives more typos and is
          faster with hundreds of thousands of articles.
        </Fact>
      </dl>
    </section>
  );
}

const ChosenAgainst = () => (
  <>
    <code>SEARCH_ENGINE</code> is <code>postgres</code>; with <code>auto</code> Gazette looks for one.
  </>
);

const HowToSet = () => (
  <>
    To have it answer, set <code>MEILISEARCH_URL</code> to its address (and <code>MEILISEARCH_API_KEY</code> where it
    asks for a key) and start Gazette again; <code>npm start</code> also runs a <code>meilisearch</code> that it finds
    on the <code>PATH</code>.
  </>
);
