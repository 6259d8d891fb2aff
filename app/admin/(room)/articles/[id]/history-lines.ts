/** An article's record as its page shows it. */

import type { Db } from "@/db/client";
import { actFacts, providersById, type TopicChoice } from "@/db/edit-article";
import { articleHistory } from "@/lib/publishing/history";
import { earlierVersions } from "@/lib/publishing/versions";
import { canUndo } from "@/lib/record/undo";
import { longDate, type Place } from "@/lib/time";
import { toldOf } from "../../../_ui/events";
import type { HistoryLine } from "../../../_ui/history";

/** The newest events, newest first, with the ways back from each. */
export async function historyLines(
  db: Db,
  { id, version }: { id: number; version: number },
  { topics, place }: { topics: TopicChoice[]; place: Place },
): Promise<HistoryLine[]> {
  const events = await articleHistory(db, id);
  const acts = [...new Set(events.flatMap(({ act }) => act ?? []))];
  const providerIds = events
    .flatMap(({ before, after }) => [before.providerId, after.providerId])
    .filter((one) => typeof one === "number");
  const [facts, providers] = await Promise.all([actFacts(db, acts), providersById(db, [...new Set(providerIds)])]);
  const naming = {
    provider: (one: number) => providers.find((provider) => provider.id === one)?.name ?? "a provider that is gone",
    topic: (one: string) => topics.find((topic) => topic.id === one)?.name ?? one,
    date: (at: Date) => longDate(at, place),
  };
  const versions = earlierVersions(events, version);
  return events.map((event) => {
    const { act, userId, after } = event;
    const fact = act === null ? undefined : facts.get(act);
    // Files are put right by files.
    const isWhole = fact?.actions.every((action) => canUndo({ subject: event.subject, action })) ?? false;
    const mayUndo = act !== null && userId !== null && isWhole;
    return {
      id: event.id,
      at: event.at,
      actor: event.actor,
      told: toldOf(event, naming),
      undo: mayUndo ? { act, articles: fact?.subjects ?? 1 } : null,
      isUndone: fact?.undone ?? false,
      restore: typeof after.version === "number" && versions.has(after.version) ? after.version : null,
    };
  });
}
