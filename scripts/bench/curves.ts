/** What things cost with ever more articles, for the chart. */
import { urls } from "@/lib/urls";
import type { Bench } from "./bench";
import type { Curve } from "./chart";
import { listPlaces, uncached } from "./costs";
import { publicAddresses } from "./public-addresses";
import { searchPath } from "./search-load";

const TIMES = 9;
const QUERIES = 3;

/** Each size has a database beside the bench's own. */
export async function curvesOf({ portalOf, queries, signal, say }: Bench, sizes: number[]): Promise<Curve[]> {
  const curves = new Map<string, Curve["points"]>();
  for (const articles of sizes.toSorted((a, b) => a - b)) {
    const { origin, db, stop } = await portalOf(articles);
    say(`  ${articles} articles …`);
    const places = await listPlaces(db, origin);
    const slug = (await publicAddresses(db)).find(({ name }) => name === "article")?.path ?? urls.home;
    const shown: [string, string][] = [
      ["home", urls.home],
      ["article", slug],
      ...places
        .filter(({ list }) => ["latest", "API page"].includes(list))
        .flatMap(({ list, first, last }): [string, string][] => [
          [`${list}, first`, first],
          [`${list}, last`, last],
        ]),
    ];
    const askings = shown.map(([, path]) => ({ origin, db, path }));
    const searches = queries.slice(0, QUERIES).map((query) => ({ origin, db, path: searchPath(query) }));
    const costs = await uncached([...askings, ...searches], TIMES, signal);
    const found = costs.slice(askings.length);
    const rows = [
      ...shown.map(([name], index) => ({ name, ms: costs[index] ?? 0 })),
      { name: "search, Postgres", ms: found.reduce((sum, ms) => sum + ms, 0) / found.length },
    ];
    for (const { name, ms } of rows) curves.set(name, [...(curves.get(name) ?? []), { articles, ms }]);
    await stop();
  }
  return [...curves].map(([name, points]) => ({ name, points }));
}
