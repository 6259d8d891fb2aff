import type { Actor, AuditEntry } from "@/db/audit";
import type { SettledChange } from "../story/settle";
import { ARTICLE } from "./history";
import { difference } from "./plan";

/** The entry of a story's other article whose lead or heat followed from an editor's act. */
export const followedBy =
  (by: Actor) =>
  ({ id, before, after }: SettledChange): AuditEntry => ({
    by,
    action: "follow",
    subject: ARTICLE,
    subjectId: id,
    ...difference(before, after),
  });
