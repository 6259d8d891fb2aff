"use client";

import { useChosen } from "./chosen";
import { articlesWord, DEEDS, type Deed } from "./deeds";

type Props = {
  /** How many are chosen; null: all that match, more than are counted. */
  size: number | null;
  count: number | null;
  pageSize: number;
  onDeed: (deed: Deed) => void;
};

/** Says how many are chosen, and what can be done to them. */
export function BulkBar({ size, count, pageSize, onDeed }: Props) {
  const { isAll, choosePage, chooseAll, none } = useChosen();
  const isMoreThanPage = count === null || count > pageSize;
  return (
    <section className="bulk-bar" aria-label="Chosen articles">
      <div className="bulk-chosen">
        <p role="status">
          <b>
            {isAll ? (size === null ? "All that match" : `All ${articlesWord(size)} that match`) : articlesWord(size)}
          </b>{" "}
          chosen
        </p>
        {isAll ? null : (
          <button className="btn btn-bare" type="button" onClick={choosePage}>
            Page <kbd>A</kbd>
          </button>
        )}
        {isAll || !isMoreThanPage ? null : (
          <button className="btn btn-bare" type="button" onClick={chooseAll}>
            {count === null ? "All that match" : `All ${count.toLocaleString("en")} that match`} <kbd>⇧A</kbd>
          </button>
        )}
        <button className="btn btn-bare" type="button" onClick={none}>
          None <kbd>Esc</kbd>
        </button>
      </div>
      <div className="bulk-deeds">
        {DEEDS.map((deed) => (
          <button key={deed.name} className="btn" type="button" onClick={() => onDeed(deed)}>
            {deed.word} <kbd>{deed.key}</kbd>
          </button>
        ))}
      </div>
    </section>
  );
}
