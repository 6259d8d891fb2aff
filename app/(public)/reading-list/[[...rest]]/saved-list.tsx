"use client";

import { type Saved, saveArticle, unsaveArticle } from "@/app/_ui/habits/kept";
import { say } from "@/app/_ui/habits/say";
import { age, type Place } from "@/lib/time";
import { urls } from "@/lib/urls";

/** Articles to read later, the latest first. */
export function SavedList({ saved, place }: { saved: Saved[]; place: Place }) {
  if (saved.length === 0) return <p className="note">Nothing yet. “Save” below a headline puts an article here.</p>;
  const now = new Date();
  return (
    <div className="saved-list">
      {saved.map((article) => (
        <article key={article.slug} className="story row">
          <div className="txt">
            <h2 className="hed hed-4">
              <a href={urls.article(article.slug)}>{article.title}</a>
            </h2>
            <div className="by">
              <a className="prov" href={urls.provider(article.domain)}>
                {article.provider}
              </a>
              <span>saved {age(new Date(article.at), now, place)}</span>
              <span className="acts">
                <button type="button" onClick={() => takeOff(article)}>
                  Take off<span className="sr"> {article.title}</span>
                </button>
              </span>
            </div>
          </div>
        </article>
      ))}
    </div>
  );
}

function takeOff(article: Saved): void {
  unsaveArticle(article.slug);
  say("Taken off your reading list.", { text: "Undo", act: () => saveArticle(article) });
}
