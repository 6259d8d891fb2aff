/** What publishing an article at some quality would make of it and its story. Pure. */
import type { Lead, StoryPlace } from "./types";

const HEAT_PER_MEMBER = 10;

export type Prospect =
  /** It would stand alone. */
  | { kind: "alone"; heat: number }
  | { kind: "lead"; heat: number; size: number }
  /** `heat` is that of its lead. */
  | { kind: "coverage"; of: string; heat: number | null; size: number };

type Peer = { quality: number | null; provider: string };

/**
 * @param story the story that it is in; else `peers`, the other waiting articles that look like the same event, with
 * the quality to expect of them, are taken as one story with it
 */
export function prospect(quality: number, { story, peers }: { story: StoryPlace | null; peers: Peer[] }): Prospect {
  if (story?.lead && !wouldLead(quality, story.lead)) {
    return { kind: "coverage", of: story.lead.provider, heat: story.lead.heat, size: story.size };
  }
  const size = story ? story.size : peers.length + 1;
  if (size < 2) return { kind: "alone", heat: quality };
  const [best] = [...peers].sort((a, b) => (b.quality ?? -1) - (a.quality ?? -1));
  if (!story && best && (best.quality ?? -1) > quality) {
    return { kind: "coverage", of: best.provider, heat: (best.quality ?? 0) + HEAT_PER_MEMBER * (size - 1), size };
  }
  return { kind: "lead", heat: quality + HEAT_PER_MEMBER * (size - 1), size };
}

/** The heat of a story's lead after one more article of some quality was published in it. */
export function heatAfterJoin(story: StoryPlace, quality: number | null): number | null {
  const { lead, size } = story;
  if (!lead) return null;
  if (quality !== null && wouldLead(quality, lead)) return quality + HEAT_PER_MEMBER * size;
  return lead.isFixed || lead.quality === null ? lead.heat : lead.quality + HEAT_PER_MEMBER * size;
}

const wouldLead = (quality: number, lead: Lead) =>
  !lead.isFixed && quality > (lead.quality ?? Number.NEGATIVE_INFINITY);
