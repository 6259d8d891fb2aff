/** What import and export did, in words. */
import type { ImportReport, Tally } from "./run";

/** `imported 508 articles: 500 new, 3 changed, 5 unchanged, 2 refused in 1.2 s`, and a line each for the rest and for what looks odd, if there is any. */
export function summary(report: ImportReport, { dryRun = false } = {}): string[] {
  const { articles, topics, organizations, refused, passedOver, future, durationMs } = report;
  const verb = dryRun ? "would import" : "imported";
  const seconds = (durationMs / 1000).toFixed(1);
  const others = [
    total(topics) > 0 && `${total(topics)} topics: ${inWords(topics)}`,
    total(organizations) > 0 && `${total(organizations)} organizations: ${inWords(organizations)}`,
    passedOver > 0 && `${passedOver} other files passed over`,
  ].filter((part) => part !== false);
  return [
    `${verb} ${total(articles)} articles: ${inWords(articles)}, ${refused} refused in ${seconds} s`,
    ...(others.length > 0 ? [others.join("; ")] : []),
    ...(future.articles > 0 ? [futureLine(future)] : []),
  ];
}

function futureLine({ articles, examples }: ImportReport["future"]): string {
  const many = articles === 1 ? "1 article has a date" : `${articles} articles have dates`;
  const named = [...examples, ...(articles > examples.length ? ["…"] : [])].join(", ");
  return `${many} in the future, and ${articles === 1 ? "stands" : "stand"} above all others until then: ${named}`;
}

/** For a terminal, while it goes on. */
export function progressLine({ articles, refused }: ImportReport): string {
  return `${total(articles)} articles: ${inWords(articles)}, ${refused} refused …`;
}

const total = (tally: Tally) => tally.new + tally.changed + tally.unchanged;
const inWords = (tally: Tally) => `${tally.new} new, ${tally.changed} changed, ${tally.unchanged} unchanged`;
