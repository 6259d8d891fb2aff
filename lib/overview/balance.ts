/** Whether providers have the share of the front page that they have of what is published. Pure. */

type Counted = { id: string; name: string; articles: number };

/** Shares are between 0 and 1. */
export type Balance = {
  domain: string;
  name: string;
  places: number;
  published: number;
  placesShare: number;
  publishedShare: number;
};

/** Most places first, then who published most. */
export function balanceOf(front: Counted[], published: Counted[]): Balance[] {
  const sum = (all: Counted[]) =>
    Math.max(
      1,
      all.reduce((total, { articles }) => total + articles, 0),
    );
  const [places, articles] = [sum(front), sum(published)];
  const byId = (all: Counted[]) => new Map(all.map((one) => [one.id, one.articles]));
  const [onFront, inAll] = [byId(front), byId(published)];
  const names = new Map([...published, ...front].map(({ id, name }) => [id, name]));
  return [...names]
    .map(([domain, name]) => ({ domain, name, places: onFront.get(domain) ?? 0, published: inAll.get(domain) ?? 0 }))
    .map((row) => ({ ...row, placesShare: row.places / places, publishedShare: row.published / articles }))
    .sort((a, b) => b.places - a.places || b.published - a.published || a.name.localeCompare(b.name, "en"));
}
