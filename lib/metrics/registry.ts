/**
 * What this process counts. Our own rather than a package: counters and histograms with few labels, in a format that is
 * a page long. https://prometheus.io/docs/instrumenting/exposition_formats/
 */
import { type Family, sample } from "./text";

/** Beyond so many combinations of labels of one metric, what is new counts as `other`. */
export const MAX_SERIES = 1_000;
const OTHER = "other";

type Labels = readonly string[];
export type Counter = {
  /** `values` in the order of the labels. */
  add: (values: Labels, by?: number) => void;
};
export type Histogram = { observe: (values: Labels, seconds: number) => void };
type Metric = Counter & Histogram & { family: () => Family };

const KEY = Symbol.for("gazette.metrics");
const SEPARATOR = "\u0000";

/** On globalThis, since the bundler makes several copies of a module: each gets the metric of that name. */
function metrics(): Map<string, Metric> {
  const shared = globalThis as { [KEY]?: Map<string, Metric> };
  return (shared[KEY] ??= new Map());
}

function once(name: string, make: () => Metric): Metric {
  const known = metrics().get(name);
  if (known) return known;
  const made = make();
  metrics().set(name, made);
  return made;
}

/** A number that only grows. Its name ends in `_total`. */
export function counter(name: string, help: string, labels: Labels): Counter {
  return once(name, () => {
    const series = new Map<string, number>();
    if (labels.length === 0) series.set("", 0);
    const add = (values: Labels, by = 1) => {
      const key = keyIn(series, values);
      series.set(key, (series.get(key) ?? 0) + by);
    };
    const samples = () => [...series].map(([key, value]) => sample(name, labelled(labels, key), value));
    return { add, observe: add, family: () => ({ name, help, type: "counter", samples: samples() }) };
  });
}

/** How often something took how long, in seconds, with upper bounds that include. */
export function histogram(name: string, help: string, labels: Labels, bounds: readonly number[]): Histogram {
  return once(name, () => {
    const series = new Map<string, { counts: number[]; sum: number }>();
    const observe = (values: Labels, seconds = 0) => {
      const key = keyIn(series, values);
      const one = series.get(key) ?? { counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
      series.set(key, one);
      const at = bounds.findIndex((bound) => seconds <= bound);
      const bucket = at === -1 ? bounds.length : at;
      one.counts[bucket] = (one.counts[bucket] ?? 0) + 1;
      one.sum += seconds;
    };
    const samples = () =>
      [...series].flatMap(([key, { counts, sum }]) => {
        const own = labelled(labels, key);
        let below = 0;
        const buckets = counts.map((count, index) => {
          below += count;
          return sample(`${name}_bucket`, { ...own, le: String(bounds[index] ?? "+Inf") }, below);
        });
        return [...buckets, sample(`${name}_sum`, own, sum), sample(`${name}_count`, own, below)];
      });
    return { observe, add: observe, family: () => ({ name, help, type: "histogram", samples: samples() }) };
  });
}

/** Everything counted so far. */
export const counted = (): Family[] => [...metrics().values()].map((metric) => metric.family());

function keyIn(series: Map<string, unknown>, values: Labels): string {
  const key = values.join(SEPARATOR);
  return series.has(key) || series.size < MAX_SERIES ? key : values.map(() => OTHER).join(SEPARATOR);
}

function labelled(labels: Labels, key: string): Record<string, string> {
  const values = key.split(SEPARATOR);
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ""]));
}
