/** What becomes of articles as one story: who leads, and with what heat. Pure, so that browsers may show it beforehand. */
import { byQuality, type Member, settled } from "./rules";

export type Outcome<M extends Member> = {
  /** None while nothing is published. */
  lead: M | null;
  /** Who would lead if all were published. */
  first: M | null;
  /** Of the lead. */
  heat: number | null;
  size: number;
};

export function outcomeOf<M extends Member>(members: M[]): Outcome<M> {
  const all = settled(members);
  const lead = all.find(({ member, isCoverage }) => member.state === "published" && !isCoverage);
  return {
    lead: lead?.member ?? null,
    first: lead?.member ?? [...members].sort(byQuality)[0] ?? null,
    heat: lead?.heat ?? null,
    size: members.length,
  };
}
