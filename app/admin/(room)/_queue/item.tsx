"use client";

import { memo } from "react";
import { Logo } from "@/app/_ui/logo";
import { Picture } from "@/app/_ui/picture";
import type { ProviderRecord, QueueArticle } from "@/lib/queue/types";
import type { TopicRef } from "@/lib/reading/types";
import { clock, longDate, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";
import { Cap } from "./cap";
import { Topics } from "./topics";

type Props = {
  article: QueueArticle;
  provider: ProviderRecord | undefined;
  /** `2 of 37` */
  place: string;
  site: Place;
  topics: TopicRef[];
  isTopicOpen: boolean;
  onTopicOpen: (isOpen: boolean) => void;
  onTopics: (topics: TopicRef[]) => void;
};

/** The article to judge, as its provider wrote it. */
export const QueueItem = memo(function QueueItem(props: Props) {
  const { article, provider, place, site, topics, isTopicOpen, onTopicOpen, onTopics } = props;
  const published = new Date(article.publishedAt);
  return (
    <>
      <div className="q-item-head">
        <p>
          {place}, found {clock(new Date(article.foundAt), site)}
        </p>
        <div>
          <a className="btn btn-bare only-narrow" href="#queue-list">
            List
          </a>
          <a
            className="btn btn-bare"
            href={article.link}
            target="_blank"
            rel="noreferrer noopener"
            aria-keyshortcuts="o"
          >
            Open original <Cap>O</Cap>
          </a>
          <a className="btn btn-bare" href={urls.admin.article(article.id)} aria-keyshortcuts="e">
            Edit <Cap>E</Cap>
          </a>
        </div>
      </div>
      <h2 className="hed hed-2" id="q-title" data-id={article.id}>
        {article.title}
      </h2>
      <p className="by">
        {provider ? (
          <span className="prov">
            <Logo provider={provider} />
            {provider.name}
          </span>
        ) : null}
        {provider ? <span className="only-wide">{provider.domain}</span> : null}
        <time dateTime={published.toISOString()}>{longDate(published, site)}</time>
      </p>
      <div className={article.picture ? "q-item-body has-pic" : "q-item-body"}>
        <div>
          {article.excerpt ? (
            <p className="dek">{article.excerpt}</p>
          ) : (
            <p className="note">It came without an excerpt.</p>
          )}
          <Topics
            topics={article.topics}
            all={topics}
            isOpen={isTopicOpen}
            onOpen={onTopicOpen}
            onAdd={(topic) => onTopics([...article.topics, topic])}
            onRemove={({ id }) => onTopics(article.topics.filter((topic) => topic.id !== id))}
          />
        </div>
        {article.picture ? (
          <div className="only-wide">
            <Picture
              key={article.id}
              card={{ slug: article.seed, picture: article.picture, video: null }}
              shape="wide"
              first
            />
          </div>
        ) : null}
      </div>
    </>
  );
});
