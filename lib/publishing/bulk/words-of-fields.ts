/** The fields that an act on many changes, in words. */
import type { Edited } from "../plan";
import type { Operation } from "./operation";

const STATES = { queued: "Queued", published: "Published", unpublished: "Unpublished" };

/** Times are ISO 8601, for the page to show in the reader's zone. */
export function fieldWords(operation: Operation, fields: Edited): string {
  switch (operation.do) {
    case "publish":
    case "unpublish":
    case "requeue":
      return STATES[fields.state];
    case "quality":
      return fields.quality === null ? "none" : String(fields.quality);
    case "heat":
      return fields.heatGiven === null ? "computed" : `${fields.heatGiven}° by hand`;
    case "add-topic":
    case "remove-topic":
      return fields.topics.length === 0 ? "no topics" : fields.topics.join(", ");
    case "schedule":
      return `${fields.liveFrom?.toISOString() ?? "open"} / ${fields.liveUntil?.toISOString() ?? "open"}`;
  }
}
