"use client";

import type { ProviderRecord } from "@/lib/queue/types";

const WIDTH = 300;
const HEIGHT = 40;
const BOTTOM = 34;
const TOP_SCORE = 120;

/** How this provider's last articles were judged, as dots over and under the minimum. */
export function ProviderPanel({ provider, minimum }: { provider: ProviderRecord; minimum: number }) {
  const { judged, usual, name } = provider;
  const published = judged.filter((one) => one.published).length;
  const y = (quality: number) => BOTTOM - (Math.min(Math.max(quality, 0), TOP_SCORE) / TOP_SCORE) * (BOTTOM - 4);
  const x = (index: number) => WIDTH - 6 - (index * (WIDTH - 12)) / Math.max(judged.length - 1, 23);
  return (
    <section className="panel" aria-labelledby="q-provider">
      <h3 id="q-provider">
        {name} <span>{usual === null ? "not judged before" : `usually ${usual}`}</span>
      </h3>
      {judged.length === 0 ? (
        <p className="note">None of its articles was judged yet.</p>
      ) : (
        <>
          <svg className="q-strip" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
            <line x1="0" x2={WIDTH} y1={y(minimum)} y2={y(minimum)} />
            {judged.map(({ published: isIn, quality }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places in a row that never moves
              <circle key={index} className={isIn ? "yes" : "no"} cx={x(index)} cy={y(quality ?? 0)} r="3" />
            ))}
          </svg>
          <p className="note">
            {judged.length === 1
              ? `Its last article was ${published === 1 ? "published" : "left out"}.`
              : `Of its last ${judged.length} articles, ${published} were published.`}
          </p>
        </>
      )}
    </section>
  );
}
