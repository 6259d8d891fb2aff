/** Of a story at most one article is chosen to lead, also when one comes back that was chosen before. */
import type { Db } from "@/db/client";
import { chosenLeads } from "@/db/stories-write";
import type { Planned } from "./change";

/** Lets whoever was chosen meanwhile lead: an article that would be chosen besides is not. */
export async function keepOneLead(tx: Db, planned: Planned[]): Promise<Planned[]> {
  const chosen = planned.filter(({ after }) => after.leadGiven && after.storyId !== null);
  const isNew = ({ before, after }: Planned) => !before.leadGiven || before.storyId !== after.storyId;
  if (!chosen.some(isNew)) return planned;
  const ids = new Set(planned.map(({ before }) => before.id));
  const others = await chosenLeads(
    tx,
    chosen.flatMap(({ after }) => after.storyId ?? []),
  );
  const led = new Set([
    ...others.filter(({ id }) => !ids.has(id)).map(({ storyId }) => storyId),
    ...chosen.filter((one) => !isNew(one)).map(({ after }) => after.storyId),
  ]);
  return planned.map((one) => {
    if (!chosen.includes(one) || !isNew(one)) return one;
    if (led.has(one.after.storyId)) return { ...one, after: { ...one.after, leadGiven: false } };
    led.add(one.after.storyId);
    return one;
  });
}
