"use client";

import { useState } from "react";
import type { Clock } from "@/app/_ui/clock";
import { Hit } from "@/app/_ui/search-results";
import { PairStory } from "@/app/_ui/story-entries";
import type { ProviderChoice, TopicChoice } from "@/db/edit-article";
import { plainText } from "@/lib/plain-text";
import type { Draft } from "@/lib/publishing/draft";
import type { Story } from "@/lib/reading/types";
import { longDate } from "@/lib/time";
import { pictureOf } from "./edit-pictures";
import { computedHeat, type Standing } from "./edit-scores";

const SHOWN_AS = ["Front page", "Search", "Feed"] as const;
const SUMMARY_LENGTH = 400;

type PreviewProps = {
  draft: Draft;
  standing: Standing;
  topics: TopicChoice[];
  provider: ProviderChoice | null;
  clock: Clock;
};

/** How readers will see what is typed. It leads nowhere. */
export function Preview({ draft, standing, topics, provider, clock }: PreviewProps) {
  const [as, setAs] = useState<(typeof SHOWN_AS)[number]>("Front page");
  const story = storyOf(draft, { standing, topics, provider, now: clock.now });
  const segments = (text: string) => [{ text, mark: false }];
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 className="sr" id="preview">
        Preview
      </h2>
      <fieldset className="edit-seg needs-js" aria-label="Preview as">
        {SHOWN_AS.map((name) => (
          <button type="button" key={name} aria-pressed={name === as} onClick={() => setAs(name)}>
            {name}
          </button>
        ))}
      </fieldset>
      <div className="edit-preview" inert>
        {as === "Front page" ? <PairStory story={story} clock={clock} picture /> : null}
        {as === "Search" ? (
          <Hit
            card={story}
            highlights={{ title: segments(story.title), excerpt: segments(story.excerpt) }}
            others={[]}
            clock={clock}
          />
        ) : null}
        {as === "Feed" ? <FeedItem story={story} clock={clock} /> : null}
      </div>
    </section>
  );
}

/** What a feed reader makes of it. */
function FeedItem({ story, clock }: { story: Story; clock: Clock }) {
  return (
    <div className="edit-feed">
      <p className="hed hed-5">{story.title}</p>
      <p className="hint">
        {story.provider.name} · {longDate(story.publishedAt, clock)}
        {story.topics.length > 0 ? ` · ${story.topics.map(({ name }) => name).join(", ")}` : ""}
      </p>
      <p>
        {story.excerpt.length > SUMMARY_LENGTH
          ? `${story.excerpt.slice(0, SUMMARY_LENGTH)}…`
          : story.excerpt || "Without an excerpt."}
      </p>
      <p className="hint">Source: {story.link || "no link yet"}</p>
    </div>
  );
}

type Around = { standing: Standing; topics: TopicChoice[]; provider: ProviderChoice | null; now: Date };

function storyOf(draft: Draft, { standing, topics, provider, now }: Around): Story {
  const published = new Date(draft.publishedAt);
  const byHand = draft.heat.trim() === "" || Number.isNaN(Number(draft.heat)) ? null : Number(draft.heat);
  const name = provider?.name ?? (draft.providerName || draft.provider || "Provider");
  const { images } = draft;
  return {
    id: 0,
    slug: draft.slug || "preview",
    title: plainText(draft.title) || "Without a title",
    excerpt: plainText(draft.excerpt),
    type: draft.type,
    publishedAt: Number.isNaN(published.getTime()) ? now : published,
    link: draft.originalUrl || draft.webUrl,
    provider: { id: provider?.id ?? 0, domain: provider?.domain ?? (draft.provider || "provider"), name, logo: null },
    topics: draft.topics.map((topic) => ({ id: topics.find((one) => one.name === topic)?.id ?? topic, name: topic })),
    picture: images[0] ? pictureOf(images[0]) : null,
    quality: draft.quality.trim() === "" ? null : Number(draft.quality) || 0,
    heat: byHand ?? computedHeat(draft.quality, standing),
    storyId: null,
    isCoverage: standing.isCoverage,
    video: null,
    coverage: [],
  };
}
