import type { Metadata } from "next";
import { requireRole } from "@/app/_server/auth";
import { storyPage } from "@/db/stories-read";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { suggestedStories } from "@/lib/story/suggestions";
import { urls } from "@/lib/urls";
import { ListSearch } from "../../_ui/list-search";
import { filterOf, storiesPath, storyParameters } from "./filter";
import { Steps } from "./steps";
import { StoryRow } from "./story-row";
import { Suggestions } from "./suggestions";
import { toldSuggestion } from "./told-suggestion";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Stories" };

const PAGE_SIZE = 30;
const MEMBERS_EACH = 6;
const TABS = [
  { only: null, word: "All" },
  { only: "queued", word: "With queued articles" },
  { only: "unled", word: "Without a published lead" },
  { only: "edited", word: "Edited" },
] as const;

export default async function StoriesPage({ searchParams }: PageProps<"/admin/stories">) {
  const parameters = storyParameters(await searchParams);
  await requireRole("editor", storiesPath(parameters, { after: parameters.after }));
  const { db } = database();
  const now = new Date();
  const place = site();
  const isStart = !parameters.q && !parameters.only && !parameters.after;
  const [found, suggested] = await Promise.all([
    storyPage(db, filterOf(parameters), { after: parameters.after, limit: PAGE_SIZE, membersEach: MEMBERS_EACH }),
    isStart ? suggestedStories(db, now) : [],
  ]);
  const stories = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? stories.at(-1) : undefined;

  return (
    <main className="list stories" id="main">
      <Steps />
      <div className="list-tools">
        <h1>Stories</h1>
        <ListSearch
          action={urls.admin.stories}
          label="Search by titles of their articles"
          placeholder="Search by title"
          text={parameters.q}
        >
          {parameters.only ? <input type="hidden" name="only" value={parameters.only} /> : null}
        </ListSearch>
      </div>
      {isStart && suggested.length > 0 ? (
        <section className="st-suggested" aria-labelledby="suggested">
          <h2 id="suggested">
            Probably one story{" "}
            <span>{suggested.length === 1 ? "1 suggestion" : `${suggested.length} suggestions`}</span>
          </h2>
          <Suggestions suggestions={suggested.map((one) => toldSuggestion(one, now, place))} />
        </section>
      ) : null}
      <nav className="room-tabs" aria-label="Which stories">
        {TABS.map(({ only, word }) => (
          <a
            key={word}
            href={storiesPath(parameters, { only })}
            aria-current={only === parameters.only ? "page" : undefined}
          >
            {word}
          </a>
        ))}
      </nav>
      {stories.length > 0 ? (
        <ul className="st-list" aria-label="Stories">
          {stories.map((story) => (
            <StoryRow key={story.id} story={story} now={now} place={place} />
          ))}
        </ul>
      ) : (
        <p className="room-note">
          {parameters.q ? `No title of a story here has “${parameters.q}”.` : "There is no such story."}{" "}
          {isStart ? null : <a href={urls.admin.stories}>All stories</a>}
        </p>
      )}
      <nav className="room-pager" aria-label="Pages">
        {parameters.after ? <a href={storiesPath(parameters)}>Newest</a> : null}
        {last ? (
          <a rel="next" href={storiesPath(parameters, { after: last.newestId })}>
            Older
          </a>
        ) : null}
      </nav>
      <p className="legend only-wide needs-js">
        <span>
          <kbd>J</kbd> <kbd>K</kbd> move
        </span>
        <span>
          <kbd>↵</kbd> open, or confirm
        </span>
        <span>
          <kbd>G</kbd> one story
        </span>
        <span>
          <kbd>N</kbd> not one story
        </span>
        <span>
          <kbd>Z</kbd> undo
        </span>
      </p>
    </main>
  );
}
